import { addDays, type Day, fiscalYearOf, isBusinessDay } from '../../platform/clock/calendar.js';
import { isDatedAhead, isFieldWorkDone } from '../life-cycle/life-cycle.rules.js';

/** A visit, as far as its effort goes. */
export interface CountedVisit {
  agreementId: string;
  kind: 'full' | 'focus';
  status: string;
  startsOn: Day | null;
  endsOn: Day | null;
  /** How many travel; 0 = the team is not on record. */
  teamSize: number;
}

export interface Effort {
  visits: number;
  personDays: number;
  withoutTeam: number;
}

export interface SavingYear {
  fiscalYear: number;
  agreements: number;
  focusDone: Effort;
  focusPlanned: Effort;
  fullDone: Effort;
  fullPlanned: Effort;
}

/** How the figures are made: stands beside them wherever they are shown. */
export const COMPUTED_FROM =
  'Person-days are the team of a visit times its work days (Monday to Friday, without federal holidays). Done are visits whose field work is done, planned are those that have their days and are still to come. The fiscal year is that of the first day. Full inspections count for agreements that had, or are to have, a focus review in the same year. A visit whose team is not on record counts no person-days. Whether a full inspection would have been made without the focus review is not in the data.';

/** From the first to the last day on site. */
export function workDays(from: Day, until: Day): number {
  let count = 0;
  for (let day = from; day <= until; day = addDays(day, 1)) if (isBusinessDay(day)) count += 1;
  return count;
}

/** Effort by fiscal year, for the agreements that have a focus review in it. The earliest year first. */
export function savingByYear(visits: readonly CountedVisit[]): SavingYear[] {
  const dated = visits.filter(isCounted);
  const years = [
    ...new Set(
      dated.filter(({ kind }) => kind === 'focus').map(({ startsOn }) => fiscalYearOf(startsOn)),
    ),
  ].sort((a, b) => a - b);
  return years.map((fiscalYear) => {
    const ofYear = dated.filter(({ startsOn }) => fiscalYearOf(startsOn) === fiscalYear);
    const focus = ofYear.filter(({ kind }) => kind === 'focus');
    const agreements = new Set(focus.map(({ agreementId }) => agreementId));
    const full = ofYear.filter(
      ({ kind, agreementId }) => kind === 'full' && agreements.has(agreementId),
    );
    return {
      fiscalYear,
      agreements: agreements.size,
      focusDone: effortOf(focus.filter(isDone)),
      focusPlanned: effortOf(focus.filter((visit) => !isDone(visit))),
      fullDone: effortOf(full.filter(isDone)),
      fullPlanned: effortOf(full.filter((visit) => !isDone(visit))),
    };
  });
}

type DatedVisit = CountedVisit & { startsOn: Day; endsOn: Day };

const isDone = ({ status }: CountedVisit): boolean => isFieldWorkDone(status);

const isCounted = (visit: CountedVisit): visit is DatedVisit =>
  visit.startsOn !== null && visit.endsOn !== null && (isDone(visit) || isDatedAhead(visit.status));

const effortOf = (visits: readonly DatedVisit[]): Effort => ({
  visits: visits.length,
  personDays: visits
    .map(({ startsOn, endsOn, teamSize }) => teamSize * workDays(startsOn, endsOn))
    .reduce((sum, days) => sum + days, 0),
  withoutTeam: visits.filter(({ teamSize }) => teamSize === 0).length,
});
