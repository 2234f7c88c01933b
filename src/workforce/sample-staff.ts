import { Injectable } from '@nestjs/common';
import { In, IsNull, type EntityManager } from 'typeorm';
import { Account } from '../identity/account.entity.js';
import { unusedAccount } from '../identity/accounts/unused-account.js';
import type { Role } from '../identity/permissions.js';
import { FieldOffice, OfficeAssignment } from '../offices/office.entity.js';
import { BusinessClock, SystemClock } from '../platform/clock/clock.js';
import { newId } from '../platform/db/id.js';
import { insertOnce } from '../platform/db/insert-once.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  type InstallationStep,
  InstallationSteps,
} from '../platform/installation/installation-steps.js';
import { Occupancy, Position, ROLE_OF, type TeamRole } from './position.entity.js';
import { giveSampleRecords, removeSampleRecords, type SampleHolder } from './sample-service.js';

interface SamplePosition {
  title: string;
  role: TeamRole;
  home: string;
  qualifications: string[];
  isVacant?: boolean;
}

const BOTH = ['DETENTION', 'TASK_FORCE'];
const JAIL = ['DETENTION'];
const TASK_FORCE = ['TASK_FORCE'];

/**
 * An invented unit: no public source gives the real one's size. Three of fourteen positions are vacant, since
 * the report of 2012 tells of frozen vacancies (OIG-12-130).
 */
const SAMPLE_POSITIONS: SamplePosition[] = [
  { title: 'Team leader 1', role: 'leader', home: 'Washington', qualifications: BOTH },
  { title: 'Team leader 2', role: 'leader', home: 'Atlanta', qualifications: BOTH },
  { title: 'Team leader 3', role: 'leader', home: 'Phoenix', qualifications: JAIL },
  { title: 'Team leader 4', role: 'leader', home: 'Dallas', qualifications: BOTH, isVacant: true },
  { title: 'Inspector 1', role: 'inspector', home: 'Washington', qualifications: BOTH },
  { title: 'Inspector 2', role: 'inspector', home: 'Washington', qualifications: JAIL },
  { title: 'Inspector 3', role: 'inspector', home: 'Washington', qualifications: TASK_FORCE },
  { title: 'Inspector 4', role: 'inspector', home: 'Atlanta', qualifications: BOTH },
  { title: 'Inspector 5', role: 'inspector', home: 'Atlanta', qualifications: JAIL },
  { title: 'Inspector 6', role: 'inspector', home: 'Atlanta', qualifications: JAIL },
  { title: 'Inspector 7', role: 'inspector', home: 'Dallas', qualifications: BOTH },
  { title: 'Inspector 8', role: 'inspector', home: 'Phoenix', qualifications: JAIL },
  {
    title: 'Inspector 9',
    role: 'inspector',
    home: 'Phoenix',
    qualifications: BOTH,
    isVacant: true,
  },
  {
    title: 'Inspector 10',
    role: 'inspector',
    home: 'Dallas',
    qualifications: TASK_FORCE,
    isVacant: true,
  },
];

/** Sample people work here since the program's first agreement, whatever day the demonstration starts on. */
const SINCE = '2002-07-02';

/** Sample positions, the people who hold them with what is on record of them, and a supervisor for every field office with agreements. */
@Injectable()
export class SampleStaff implements InstallationStep {
  readonly phase = 'sample';
  readonly name = 'sample-staff';
  readonly version = '2';
  readonly order = 10;

  constructor(
    steps: InstallationSteps,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly businessClock: BusinessClock,
  ) {
    steps.register(this);
  }

  async install(): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const offices = await manager.find(FieldOffice, { order: { name: 'ASC' } });
      const officeId = new Map(offices.map((office) => [office.name, office.id]));
      const holders: SampleHolder[] = [];
      for (const position of SAMPLE_POSITIONS) {
        const account = await this.fill(manager, position, officeId.get(position.home) ?? '');
        if (account) holders.push({ account, models: position.qualifications, since: SINCE });
      }
      await giveSampleRecords(manager, holders, this.businessClock.moment());
      const assigned = await manager.find(OfficeAssignment, {
        where: { holdsUntil: IsNull(), supersededAt: IsNull() },
      });
      const withAgreements = new Set(assigned.map((assignment) => assignment.officeId));
      for (const office of offices)
        if (withAgreements.has(office.id))
          await this.account(manager, 'ero-supervisor', `Supervisor, ${office.name}`, office.id);
      await this.account(manager, 'program-manager', 'Program manager 1', null);
      await this.account(manager, 'administrator', 'Administrator 1', null);
      await this.account(manager, 'oig-liaison', 'OIG liaison 1', null);
    });
  }

  /** The accounts that people sign in with stay: otherwise nobody could look at what is left. */
  async remove(): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const positions = await manager.find(Position, { where: { isSample: true } });
      const leaving = await manager.findBy(Account, { isSample: true, passwordHash: IsNull() });
      const accountIds = leaving.map(({ id }) => id);
      await removeSampleRecords(manager, accountIds);
      await manager.delete(Occupancy, { positionId: In(positions.map((position) => position.id)) });
      await manager.delete(Occupancy, { accountId: In(accountIds) });
      await manager.delete(Position, { isSample: true });
      await manager.delete(Account, { isSample: true, passwordHash: IsNull() });
    });
  }

  private async fill(
    manager: EntityManager,
    sample: SamplePosition,
    homeOfficeId: string,
  ): Promise<Account | undefined> {
    await insertOnce(manager, Position, [
      {
        id: newId(),
        title: sample.title,
        role: sample.role,
        qualifications: sample.qualifications,
        homeOfficeId,
        travelWeeksPerQuarter: null,
        isSample: true,
        establishedOn: SINCE,
        abolishedOn: null,
      },
    ]);
    if (sample.isVacant) return undefined;
    const position = await manager.findOneByOrFail(Position, { title: sample.title });
    const holder = await this.account(manager, ROLE_OF[sample.role], sample.title, null);
    await insertOnce(manager, Occupancy, [
      {
        id: newId(),
        positionId: position.id,
        accountId: holder.id,
        holdsFrom: SINCE,
        holdsUntil: null,
      },
    ]);
    return holder;
  }

  private async account(
    manager: EntityManager,
    role: Role,
    displayName: string,
    officeId: string | null,
  ): Promise<Account> {
    const email = `${displayName.toLowerCase().replace(/[^a-z0-9]+/g, '-')}@demo.example`;
    await insertOnce(manager, Account, [
      unusedAccount({
        kind: 'person',
        ...{ email, displayName, role, officeId },
        ownerId: null,
        isSample: true,
        createdAt: this.clock.moment(),
      }),
    ]);
    return manager.findOneByOrFail(Account, { email });
  }
}
