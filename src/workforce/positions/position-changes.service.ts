import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { Account } from '../../identity/account.entity.js';
import { OfficesService } from '../../offices/offices.service.js';
import { dayText } from '../../platform/clock/day-text.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict, Stale } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Objections } from '../objections.js';
import { Occupancy, Position, ROLE_OF, type TeamRole } from '../position.entity.js';
import { firstOverlapping, type Span, spanText } from '../spans.rules.js';
import { Specialties } from '../specialties.js';
import { objectToHolds, objectToSpan } from './hold-objections.js';
import { PositionsService } from './positions.service.js';

/** What somebody says of a position. */
export interface GivenPosition {
  title: string;
  /** Name or id of a field office. */
  homeOffice: string;
  /** Codes of the program models that it asks of its holder. */
  qualifications: readonly string[];
  /** Null = the number that the installation set. */
  travelWeeksPerQuarter: number | null;
}

export type NewPosition = GivenPosition & { role: TeamRole; establishedOn: string };

/** Nobody is away for all thirteen weeks of a quarter and more. */
const MOST_TRAVEL_WEEKS = 13;

/** Establishes, fills, vacates and abolishes positions. Every change is in the audit, with what was before. */
@Injectable()
export class PositionChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly positions: PositionsService,
    private readonly offices: OfficesService,
    private readonly specialties: Specialties,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Establishes a position; it is vacant.
   * @returns its id
   * @throws InvalidRequest (400) naming every field that is wrong
   */
  async establishPosition(given: NewPosition, viewer: Viewer): Promise<string> {
    return this.unitOfWork.run(async (manager) => {
      const objections = new Objections();
      const establishedOn = objections.day(
        'establishedOn',
        given.establishedOn,
        'The day on which it is established',
      );
      const facts = await this.readFacts(manager, given, objections, viewer);
      objections.refuse();
      const position = {
        id: newId(),
        ...facts,
        role: given.role,
        establishedOn: establishedOn ?? '',
        abolishedOn: null,
        isSample: false,
      };
      await manager.insert(Position, { ...position, version: 1 });
      await this.audit.record({
        action: 'position.established',
        subject: subjectOf(position),
        changes: Object.entries({ ...facts, role: given.role, establishedOn }).map(
          ([field, after]) => ({ field, before: null, after }),
        ),
      });
      return position.id;
    });
  }

  /**
   * Says what a position is called, where its home is, what it asks for and how much its holder may travel.
   * @throws NotFound (404), Stale (412), InvalidRequest (400), Conflict (409) when nothing differs
   */
  async changePosition(
    id: string,
    given: GivenPosition,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const position = await this.present(id, version, viewer);
      const objections = new Objections();
      const facts = await this.readFacts(manager, given, objections, viewer, position);
      objections.refuse();
      const changes = Object.entries(facts)
        .map(([field, after]) => ({ field, before: position[field as keyof Position], after }))
        .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
      if (changes.length === 0)
        throw new Conflict('nothing-changed', 'This is what the position says already.');
      await takeVersion(manager, position, facts);
      const subject = subjectOf({ id, title: facts.title });
      await this.audit.record({ action: 'position.changed', subject, changes });
    });
  }

  /**
   * Gives a position to somebody.
   * @throws NotFound (404), Stale (412), InvalidRequest (400): the position is held then, they hold another, they have
   *   not the role
   */
  async fillPosition(
    id: string,
    given: { accountId: string; from: string; until?: string | null | undefined },
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const position = await this.present(id, version, viewer);
      const objections = new Objections();
      const holder = await manager.findOneBy(Account, { id: given.accountId });
      if (holder?.kind !== 'person' || !holder.isActive || holder.role !== ROLE_OF[position.role])
        objections.add(
          'accountId',
          `${position.title} is for an active ${position.role === 'leader' ? 'team leader' : 'inspector'}.`,
        );
      const from = objections.day('from', given.from, 'The first day');
      const until = objections.openDay('until', given.until, 'The first day without them');
      if (from !== undefined && until !== undefined) {
        const span = { holdsFrom: from, holdsUntil: until };
        objectToSpan(position, span, objections);
        if (!objections.any) await objectToHolds(manager, position, holder, span, objections);
      }
      objections.refuse();
      await takeVersion(manager, position, {});
      await manager.insert(Occupancy, {
        id: newId(),
        positionId: id,
        accountId: given.accountId,
        holdsFrom: from ?? '',
        holdsUntil: until ?? null,
      });
      await this.audit.record({
        action: 'position.filled',
        subject: subjectOf(position),
        contextId: given.accountId,
        changes: [
          { field: 'holder', before: null, after: holder?.displayName },
          { field: 'holdsFrom', before: null, after: from },
          ...(until ? [{ field: 'holdsUntil', before: null, after: until }] : []),
        ],
      });
    });
  }

  /**
   * Ends a hold: of whoever holds the position on a day or, where nobody does, of whoever would begin first after it.
   * Who would only have begun then never held it.
   * @throws NotFound (404), Stale (412), InvalidRequest (400), Conflict (409) when nobody holds it then or later
   */
  async vacatePosition(
    id: string,
    given: { from: string; reason: string },
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const position = await this.present(id, version, viewer);
      const objections = new Objections();
      const from = objections.day('from', given.from, 'The first day without a holder') ?? '';
      objections.words('reason', given.reason, 'Say why it becomes vacant.');
      objections.refuse();
      const open: Span = { holdsFrom: from, holdsUntil: null };
      const hold = firstOverlapping(open, await manager.findBy(Occupancy, { positionId: id }));
      if (!hold)
        throw new Conflict(
          'already-vacant',
          `Nobody holds ${position.title} on ${dayText(from)} or later.`,
        );
      const holdsUntil = hold.holdsFrom < from ? from : hold.holdsFrom;
      await takeVersion(manager, position, {});
      await manager.update(Occupancy, { id: hold.id }, { holdsUntil });
      const holder = await manager.findOneByOrFail(Account, { id: hold.accountId });
      await this.audit.record({
        action: 'position.vacated',
        subject: subjectOf(position),
        contextId: hold.accountId,
        changes: [
          { field: 'holder', before: holder.displayName, after: null },
          { field: 'holdsUntil', before: hold.holdsUntil, after: holdsUntil },
        ],
        reason: given.reason,
      });
    });
  }

  /**
   * Abolishes a position that nobody holds from that day on.
   * @throws NotFound (404), Stale (412), InvalidRequest (400), Conflict (409) when it is abolished already
   */
  async abolishPosition(
    id: string,
    given: { on: string; reason: string },
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const position = await this.present(id, version, viewer);
      if (position.abolishedOn !== null)
        throw new Conflict(
          'abolished',
          `${position.title} is abolished on ${dayText(position.abolishedOn)}.`,
        );
      const objections = new Objections();
      const on = objections.day('on', given.on, 'The first day without it') ?? '';
      objections.words('reason', given.reason, 'Say why it is abolished.');
      if (!objections.any && on <= position.establishedOn)
        objections.add('on', `It was established on ${dayText(position.establishedOn)} only.`);
      const holds = await manager.findBy(Occupancy, { positionId: id });
      const hold = firstOverlapping({ holdsFrom: on, holdsUntil: null }, holds);
      if (!objections.any && hold) {
        const { displayName } = await manager.findOneByOrFail(Account, { id: hold.accountId });
        objections.add('on', `${displayName} holds it ${spanText(hold)}: vacate it first.`);
      }
      objections.refuse();
      await takeVersion(manager, position, { abolishedOn: on });
      await this.audit.record({
        action: 'position.abolished',
        subject: subjectOf(position),
        changes: [{ field: 'abolishedOn', before: null, after: on }],
        reason: given.reason,
      });
    });
  }

  private async present(id: string, version: number, viewer: Viewer): Promise<Position> {
    const position = await this.positions.require(id, viewer);
    if (position.version !== version) throw new Stale(publicFacts(position));
    return position;
  }

  private async readFacts(
    manager: EntityManager,
    given: GivenPosition,
    objections: Objections,
    viewer: Viewer,
    self?: Position,
  ): Promise<
    Pick<Position, 'title' | 'homeOfficeId' | 'qualifications' | 'travelWeeksPerQuarter'>
  > {
    const title = given.title.trim();
    objections.words('title', title, 'Give the position a title.');
    const namesake = await manager.findOneBy(Position, { title });
    if (namesake && namesake.id !== self?.id)
      objections.add('title', `There is a position ${title} already.`);
    const office = await this.offices.find(given.homeOffice);
    if (!office || (viewer.officeId !== null && viewer.officeId !== office.id))
      objections.add('homeOffice', 'Choose the field office that it works from.');
    const qualifications = [...new Set(given.qualifications)].sort();
    await this.specialties.objectTo(qualifications, 'qualifications', objections);
    if (qualifications.length === 0)
      objections.add('qualifications', 'Choose at least one program model that it asks for.');
    const weeks = given.travelWeeksPerQuarter;
    if (weeks !== null && !(Number.isInteger(weeks) && weeks >= 0 && weeks <= MOST_TRAVEL_WEEKS))
      objections.add(
        'travelWeeksPerQuarter',
        `Travel weeks are a whole number from 0 to ${MOST_TRAVEL_WEEKS}.`,
      );
    return { title, homeOfficeId: office?.id ?? '', qualifications, travelWeeksPerQuarter: weeks };
  }
}

const subjectOf = ({ id, title }: { id: string; title: string }) => ({
  type: 'position',
  id,
  label: title,
});

async function takeVersion(
  manager: EntityManager,
  position: Position,
  changes: Partial<Position>,
): Promise<void> {
  const { id, version } = position;
  const { affected } = await manager.update(
    Position,
    { id, version },
    { ...changes, version: version + 1 },
  );
  if (affected !== 1) throw new Stale(publicFacts(position));
}

const publicFacts = ({
  title,
  establishedOn,
  abolishedOn,
  version,
}: Position): Record<string, unknown> => ({
  title,
  establishedOn,
  abolishedOn,
  version,
});
