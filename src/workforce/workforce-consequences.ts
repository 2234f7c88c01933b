import { Injectable } from '@nestjs/common';
import { addDays, type Day, laterOf, mondayOf } from '../platform/clock/calendar.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Occupancy } from './position.entity.js';
import { doOverlap, holdsOn, type Span, spanOf } from './spans.rules.js';

/** A dated visit that is not over, and a position that goes on it. */
export interface ScheduledVisit {
  inspectionId: string;
  /** `INS-2013-0042` */
  number: string;
  positionId: string;
  agencyId: string;
  agencyName: string;
  startsOn: Day;
  endsOn: Day;
}

/** Whoever keeps the visits. */
export interface ScheduledVisits {
  /** The dated visits of some positions that are not over, by first day. */
  findVisitsOf(positionIds: readonly string[]): Promise<ScheduledVisit[]>;
}

/**
 * Tells which visits a change in the workforce concerns: the change is recorded all the same, and the plan is repaired
 * by whoever plans.
 */
@Injectable()
export class WorkforceConsequences {
  private readonly sources: ScheduledVisits[] = [];

  constructor(private readonly unitOfWork: UnitOfWork) {}

  register(source: ScheduledVisits): void {
    this.sources.push(source);
  }

  /** The visits that somebody goes on, through whatever position they hold on its first day, from a day on. */
  async comingVisitsOf(accountId: string, from: Day): Promise<ScheduledVisit[]> {
    const holds = await this.unitOfWork.reading().findBy(Occupancy, { accountId });
    const visits = await this.visitsOf(holds.map(({ positionId }) => positionId));
    return visits.filter(
      ({ positionId, startsOn, endsOn }) =>
        endsOn >= from &&
        holds.some((hold) => hold.positionId === positionId && holdsOn(hold, startsOn)),
    );
  }

  /** The visits of a position, from a day on, on whose days not one and the same person holds it. */
  async visitsWithoutHolder(positionId: string, from: Day): Promise<ScheduledVisit[]> {
    const holds = await this.unitOfWork.reading().findBy(Occupancy, { positionId });
    return (await this.visitsOf([positionId])).filter(
      ({ startsOn, endsOn }) =>
        endsOn >= from &&
        !holds.some(
          (hold) => holdsOn(hold, laterOf(startsOn, from)) && holdsOn(hold, laterOf(endsOn, from)),
        ),
    );
  }

  private async visitsOf(positionIds: readonly string[]): Promise<ScheduledVisit[]> {
    if (positionIds.length === 0) return [];
    const found: ScheduledVisit[] = [];
    for (const source of this.sources) found.push(...(await source.findVisitsOf(positionIds)));
    return found;
  }
}

/** Visits in a week of which a day is leave: nobody travels in a part of a week. */
export const visitsDuring = (
  leave: { fromOn: Day; untilOn: Day },
  visits: readonly ScheduledVisit[],
): ScheduledVisit[] =>
  visits.filter(({ startsOn, endsOn }) =>
    doOverlap(spanOf(leave), {
      holdsFrom: mondayOf(startsOn),
      holdsUntil: addDays(mondayOf(endsOn), 7),
    }),
  );

/** Visits of an agency that somebody has a conflict of interest with. */
export const visitsAgainst = (
  conflict: Span & { agencyId: string },
  visits: readonly ScheduledVisit[],
): ScheduledVisit[] =>
  visits.filter(
    ({ agencyId, startsOn, endsOn }) =>
      agencyId === conflict.agencyId &&
      doOverlap(conflict, spanOf({ fromOn: startsOn, untilOn: endsOn })),
  );
