import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import type { Account } from '../../identity/account.entity.js';
import { isId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict, NotAllowed, NotFound } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Agency } from '../../registry/agreement.entity.js';
import { Objections } from '../objections.js';
import { openOccupancies } from '../open-occupancies.js';
import { modelWords } from '../qualification.rules.js';
import { standingQualifications } from '../qualified-people.js';
import { ConflictOfInterest, Leave } from '../service-record.entity.js';
import {
  daysText,
  firstOverlapping,
  isEmpty,
  type Span,
  spanOf,
  spanText,
} from '../spans.rules.js';
import { Specialties } from '../specialties.js';
import { PeopleService } from './people.service.js';
import { RecordChanges } from './record-changes.js';

/** A span as somebody gave it. */
interface GivenSpan {
  from: string;
  /** The first day on which it no longer holds; empty = without end. */
  until?: string | null | undefined;
}

export type GivenQualification = GivenSpan & { model: string; basis: string };
export type GivenConflict = GivenSpan & { agencyId: string; reason: string };

export interface GivenLeave {
  firstDay: string;
  lastDay: string;
  note: string;
}

/** Records qualifications, leave and conflicts of interest of somebody, ends and withdraws them. */
@Injectable()
export class PersonChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PeopleService,
    private readonly records: RecordChanges,
    private readonly specialties: Specialties,
  ) {}

  /**
   * Records a qualification that no training here gave.
   * @returns its id
   * @throws NotFound (404), InvalidRequest (400) naming every field that is wrong
   */
  async recordQualification(
    accountId: string,
    given: GivenQualification,
    viewer: Viewer,
  ): Promise<string> {
    return this.unitOfWork.run(async (manager) => {
      await this.people.require(accountId, viewer);
      const { model } = given;
      const objections = new Objections();
      await this.specialties.objectTo([model], 'model', objections);
      const span = readSpan(given, objections);
      objections.words('basis', given.basis, 'Say what it rests on.');
      const standing = (await standingQualifications(manager, [accountId])).filter(
        (one) => one.model === model,
      );
      const same = firstOverlapping(span, standing);
      if (same)
        objections.add('from', `They are qualified for ${modelWords(model)} ${spanText(same)}.`);
      objections.refuse();
      return this.records.record(
        manager,
        'qualifications',
        { accountId, model, ...span, basis: given.basis.trim(), trainingId: null },
        {},
        viewer,
      );
    });
  }

  /** @throws NotFound (404), Stale (412), InvalidRequest (400), Conflict (409) */
  async endQualification(
    id: string,
    given: { on: string; reason: string },
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.records.end('qualifications', id, given, version, viewer);
  }

  /** @throws NotFound (404), Stale (412), InvalidRequest (400), Conflict (409) */
  async withdrawQualification(
    id: string,
    reason: string,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.records.withdraw('qualifications', id, reason, version, viewer);
  }

  /**
   * Records leave: one's own, if one holds a position, or an inspector's.
   * @returns its id
   * @throws NotFound (404), NotAllowed (403), Conflict (409) for whoever holds no position, InvalidRequest (400)
   */
  async recordLeave(accountId: string, given: GivenLeave, viewer: Viewer): Promise<string> {
    return this.unitOfWork.run(async (manager) => {
      const person = await this.people.require(accountId, viewer);
      mayKeepLeaveOf(person, viewer);
      if ((await openOccupancies(manager, this.people.today(), accountId)).length === 0)
        throw new Conflict(
          'holds-no-position',
          `${person.displayName} holds no position, today or later: nobody counts on their weeks.`,
        );
      const objections = new Objections();
      const fromOn = objections.day('firstDay', given.firstDay, 'The first day') ?? '';
      const untilOn = objections.day('lastDay', given.lastDay, 'The last day') ?? '';
      if (fromOn && untilOn && untilOn < fromOn)
        objections.add('lastDay', 'The last day lies before the first.');
      objections.refuse();
      const days = { fromOn, untilOn };
      await objectToDoubledLeave(manager, accountId, days, objections);
      objections.refuse();
      return this.records.record(
        manager,
        'leaves',
        { accountId, ...days, note: given.note.trim() },
        {},
        viewer,
      );
    });
  }

  /**
   * @param scope whose leave it may be: only the viewer's own, or also an inspector's
   * @throws NotFound (404), NotAllowed (403), Stale (412), InvalidRequest (400), Conflict (409)
   */
  async withdrawLeave(
    id: string,
    reason: string,
    version: number,
    viewer: Viewer,
    scope: 'own' | 'inspectors' = 'inspectors',
  ): Promise<void> {
    await this.unitOfWork.run(async () => {
      const leave = await this.records.find('leaves', id, viewer);
      if (scope === 'own' && leave.accountId !== viewer.accountId) throw new NotFound('The leave');
      mayKeepLeaveOf(await this.people.require(leave.accountId, viewer), viewer);
      await this.records.withdraw('leaves', id, reason, version, viewer);
    });
  }

  /**
   * Records that somebody must not inspect an agency.
   * @returns its id
   * @throws NotFound (404), InvalidRequest (400) naming every field that is wrong
   */
  async recordConflict(accountId: string, given: GivenConflict, viewer: Viewer): Promise<string> {
    return this.unitOfWork.run(async (manager) => {
      await this.people.require(accountId, viewer);
      const { agencyId } = given;
      const objections = new Objections();
      const agency = isId(agencyId) ? await manager.findOneBy(Agency, { id: agencyId }) : null;
      if (!agency) objections.add('agencyId', 'Choose an agency.');
      objections.words('reason', given.reason, 'Say what the conflict is.');
      const span = readSpan(given, objections);
      const standing = await manager.findBy(ConflictOfInterest, {
        ...{ accountId, agencyId, withdrawnAt: IsNull() },
      });
      const same = firstOverlapping(span, standing);
      if (same)
        objections.add('agencyId', `This conflict is on record already, ${spanText(same)}.`);
      objections.refuse();
      return this.records.record(
        manager,
        'conflicts',
        { accountId, agencyId, reason: given.reason.trim(), ...span },
        { agency: agency?.name ?? '' },
        viewer,
      );
    });
  }

  /** @throws NotFound (404), Stale (412), InvalidRequest (400), Conflict (409) */
  async endConflict(
    id: string,
    given: { on: string; reason: string },
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.records.end('conflicts', id, given, version, viewer);
  }

  /** @throws NotFound (404), Stale (412), InvalidRequest (400), Conflict (409) */
  async withdrawConflict(
    id: string,
    reason: string,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.records.withdraw('conflicts', id, reason, version, viewer);
  }
}

/** @returns a span without a day, with an objection, for what is none */
function readSpan(given: GivenSpan, objections: Objections): Span {
  const holdsFrom = objections.day('from', given.from, 'The first day');
  const holdsUntil = objections.openDay('until', given.until, 'The first day without it');
  if (holdsFrom === undefined || holdsUntil === undefined) return NO_SPAN;
  const span = { holdsFrom, holdsUntil };
  if (isEmpty(span)) objections.add('until', 'The first day without it lies after the first.');
  return span;
}

const NO_SPAN: Span = { holdsFrom: '', holdsUntil: '' };

async function objectToDoubledLeave(
  manager: EntityManager,
  accountId: string,
  days: { fromOn: string; untilOn: string },
  objections: Objections,
): Promise<void> {
  const standing = await manager.findBy(Leave, { accountId, withdrawnAt: IsNull() });
  const same = firstOverlapping(
    spanOf(days),
    standing.map((leave) => ({ ...spanOf(leave), leave })),
  );
  if (same) objections.add('firstDay', `Leave ${daysText(same.leave)} is on record already.`);
}

/** @throws NotAllowed (403) */
function mayKeepLeaveOf(person: Account, viewer: Viewer): void {
  const isOwn = person.id === viewer.accountId;
  const isTrained = person.role === 'inspector' && viewer.permissions.has('workforce.train');
  if (!isOwn && !isTrained)
    throw new NotAllowed('Team leaders record leave of their own and of inspectors.');
}
