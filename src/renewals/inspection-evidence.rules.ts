import { addMonths, type Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import { isDatedAhead, isFieldWorkDone } from '../inspections/life-cycle/life-cycle.rules.js';
import type { InspectionPolicy } from '../platform/config/policy.js';
import type { AgreementFacts, Statement, VisitFact } from './evidence-facts.js';
import { against, inFavor, neither } from './statement.rules.js';

/** Whether it was inspected as the due rule asks (policy.yaml, `inspections`), and what was followed up. */
export function inspectionEvidence(
  facts: AgreementFacts,
  policy: Pick<InspectionPolicy, 'cycleMonths'>,
  today: Day,
): Statement[] {
  return [...fullInspections(facts, policy, today), ...focusReviews(facts, today)];
}

function fullInspections(
  { model, visits, nextInspectionDueOn }: AgreementFacts,
  policy: Pick<InspectionPolicy, 'cycleMonths'>,
  today: Day,
): Statement[] {
  const full = visits.filter(({ kind }) => kind === 'full');
  const last = latest(full.filter(({ status }) => isFieldWorkDone(status)));
  const next = full.find(({ status, startsOn }) => isDatedAhead(status) && startsOn !== null);
  const nextPath = next ? `/inspections/${next.id}` : null;
  const months = policy.cycleMonths[model];
  // GAO-21-186 criticised that nothing asks for inspections of Warrant Service Officer agreements.
  if (months === null || months === undefined)
    return [
      neither('inspection', {
        short: 'no inspection rule',
        words: `No inspection rule is set for the model ${model}${last ? `; last inspected ${dayText(last.endsOn ?? '')}` : ''}.`,
        setting: 'inspections.cycleMonths',
      }),
    ];
  if (nextInspectionDueOn !== null && nextInspectionDueOn < today)
    return [
      against('inspection', {
        short: `full inspection overdue since ${dayText(nextInspectionDueOn)}`,
        words: `Its full inspection was due by ${dayText(nextInspectionDueOn)}${plannedWords(next)}.`,
        path: nextPath,
        setting: 'inspections.cycleMonths',
        isSample: next?.isSample ?? false,
      }),
    ];
  const due = nextInspectionDueOn
    ? `; the next is due by ${dayText(nextInspectionDueOn)}${plannedWords(next)}`
    : '';
  if (!last?.endsOn)
    return [
      neither('inspection', {
        short: 'not inspected yet',
        words: `No full inspection is on record${due}.`,
        path: nextPath,
      }),
    ];
  const isRecent = addMonths(last.endsOn, months) >= today;
  const words = `Last inspected in full by ${last.number}, ended on ${dayText(last.endsOn)}${due}.`;
  const said = {
    short: `inspected ${dayText(last.endsOn)}`,
    words,
    path: `/inspections/${last.id}`,
    setting: 'inspections.cycleMonths',
    isSample: last.isSample,
  };
  return [isRecent ? inFavor('inspection', said) : neither('inspection', said)];
}

const plannedWords = (visit: VisitFact | undefined): string =>
  visit?.startsOn ? ` and is planned for ${dayText(visit.startsOn)}` : '';

/** A focus review that was ordered and not held is follow-up left undone. */
function focusReviews({ visits }: AgreementFacts, today: Day): Statement[] {
  return visits
    .filter(({ kind, status }) => kind === 'focus' && status !== 'cancelled')
    .map((visit) => {
      const { number, status, dueOn, startsOn, endsOn, isSample } = visit;
      const place = { path: `/inspections/${visit.id}`, isSample };
      if (isFieldWorkDone(status))
        return neither('focus-review', {
          short: `focus review ${number} held`,
          words: `Focus review ${number} was held${endsOn ? `, ended on ${dayText(endsOn)}` : ''}.`,
          ...place,
        });
      if (dueOn !== null && dueOn < today)
        return against('focus-review', {
          short: `focus review overdue since ${dayText(dueOn)}`,
          words: `Focus review ${number} was due by ${dayText(dueOn)} and is not held.`,
          ...place,
        });
      return neither('focus-review', {
        short: `focus review ${number} ahead`,
        words: `Focus review ${number} is ${startsOn ? `planned for ${dayText(startsOn)}` : 'ordered'}${dueOn ? `, due by ${dayText(dueOn)}` : ''}.`,
        ...place,
      });
    });
}

const latest = (visits: VisitFact[]): VisitFact | undefined =>
  [...visits].sort((a, b) => (b.endsOn ?? '').localeCompare(a.endsOn ?? ''))[0];
