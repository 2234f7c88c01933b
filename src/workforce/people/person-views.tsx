import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Page } from '../../platform/pages/page.js';
import { Agency } from '../../registry/agreement.entity.js';
import { type FormInput, NOTHING_TYPED } from '../form-input.js';
import { Specialties } from '../specialties.js';
import { visitsAgainst, visitsDuring, type ScheduledVisit } from '../workforce-consequences.js';
import { NEW_RECORD_TITLES, NewRecordPage } from './new-record.page.js';
import { PeopleService, type PersonRecord } from './people.service.js';
import { PersonPage } from './person.page.js';
import { RecordChanges } from './record-changes.js';
import { type RecordKind, recordLabel } from './record-kinds.js';
import { RecordPage, type RecordView } from './record.page.js';

/** Where one's own record lies. */
export const OWN_PATH = '/my-record';

/** The pages of somebody's record, the same for those who keep it and for whoever looks at their own. */
@Injectable()
export class PersonViews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PeopleService,
    private readonly records: RecordChanges,
    private readonly specialties: Specialties,
  ) {}

  async person(id: string, viewer: Viewer, isOwn: boolean): Promise<Page> {
    const record = await this.people.find(id, viewer);
    const { person } = record;
    const trains = viewer.permissions.has('workforce.train') && person.role === 'inspector';
    const rights = {
      manages: !isOwn && viewer.permissions.has('workforce.manage'),
      trains: !isOwn && trains,
      keepsLeave: isOwn || trains || id === viewer.accountId,
    };
    return new Page(
      isOwn ? 'My record' : person.displayName,
      <PersonPage record={record} rights={rights} path={pathOf(id, isOwn)} isOwn={isOwn} />,
    );
  }

  /** The form for a new fact of somebody's record. */
  async newRecord(
    kind: RecordKind,
    id: string,
    viewer: Viewer,
    isOwn: boolean,
    input: FormInput = NOTHING_TYPED,
  ): Promise<Page> {
    const person = await this.people.require(id, viewer);
    const leaders = (await this.people.findAll({ ...viewer, officeId: null })).filter(
      (one) => one.person.role === 'team-leader',
    );
    const choices = {
      specialties: await this.specialties.all(),
      leaders: leaders.map((one) => ({ id: one.person.id, name: one.person.displayName })),
      agencies: kind === 'conflicts' ? await this.agencies() : [],
    };
    const typed =
      kind === 'trainings' ? { leaderId: viewer.accountId, ...input.typed } : input.typed;
    const view = {
      kind,
      name: isOwn ? 'My record' : person.displayName,
      path: pathOf(id, isOwn),
      input: { ...input, typed },
      choices,
    };
    return new Page(NEW_RECORD_TITLES[kind], <NewRecordPage {...view} />, {
      status: input.problems.length > 0 ? 422 : 200,
    });
  }

  /** One fact, with the forms that end and withdraw it. */
  async record(
    kind: RecordKind,
    id: string,
    viewer: Viewer,
    isOwn: boolean,
    refused: RecordView['refused'] = null,
  ): Promise<Page> {
    const record = await this.records.find(kind, id, viewer);
    const person = await this.people.find(record.accountId, viewer);
    const view: RecordView = {
      ...{ kind, record, person, refused },
      personPath: pathOf(record.accountId, isOwn),
      path: `${isOwn ? OWN_PATH : '/workforce/records'}/${kind}/${id}`,
      mayChange: isOwn || mayChange(kind, person, viewer),
    };
    return new Page(recordLabel(kind, record), <RecordPage {...view} />, {
      status: refused ? 422 : 200,
    });
  }

  /** The visits that leave or a conflict of somebody stands against, of whatever was recorded last. */
  async concernedBy(
    kind: RecordKind,
    recordId: string,
    id: string,
    viewer: Viewer,
  ): Promise<ScheduledVisit[]> {
    const { leaves, conflicts, visits } = await this.people.find(id, viewer);
    if (kind === 'leaves')
      return leaves
        .filter((leave) => leave.id === recordId)
        .flatMap((leave) => visitsDuring(leave, visits));
    return conflicts
      .filter(({ conflict }) => conflict.id === recordId)
      .flatMap(({ conflict }) => visitsAgainst(conflict, visits));
  }

  private agencies(): Promise<Agency[]> {
    return this.unitOfWork
      .reading()
      .find(Agency, { order: { state: 'ASC', normalizedName: 'ASC', id: 'ASC' } });
  }
}

export const pathOf = (id: string, isOwn: boolean): string =>
  isOwn ? OWN_PATH : `/workforce/people/${id}`;

/** Who may end and withdraw what. */
function mayChange(kind: RecordKind, { person }: PersonRecord, viewer: Viewer): boolean {
  const trains = viewer.permissions.has('workforce.train');
  if (kind === 'trainings') return trains;
  if (kind === 'leaves')
    return trains && (person.role === 'inspector' || person.id === viewer.accountId);
  return viewer.permissions.has('workforce.manage');
}
