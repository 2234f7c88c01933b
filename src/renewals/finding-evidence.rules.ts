import { isFieldWorkDone } from '../inspections/life-cycle/life-cycle.rules.js';
import { type Day, daysBetween } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import type { EvidencePolicy } from '../platform/config/policy.js';
import { isRunning } from '../inspections/corrective-actions/corrective-action.rules.js';
import type { AgreementFacts, FindingFact, Statement } from './evidence-facts.js';
import { against, counted, inFavor, neither } from './statement.rules.js';

type FindingPolicy = Pick<EvidencePolicy, 'openFindings' | 'findingOpenDays' | 'repeatFindings'>;

const SEVERITIES = ['high', 'medium', 'low'] as const;

/** What inspections found, how long it stands open, whether it came back, and whether what was promised was done. */
export function findingEvidence(
  { agreementId, findings, visits }: AgreementFacts,
  policy: FindingPolicy,
  today: Day,
): Statement[] {
  const path = `/agreements/${agreementId}`;
  const open = findings.filter(({ status }) => status === 'open');
  const wasInspected = visits.some(({ status }) => isFieldWorkDone(status));
  return [
    ...(open.length === 0 && wasInspected
      ? [
          inFavor('findings', {
            ...{ short: 'no open finding', words: 'No finding is open.', path },
            isSample: visits.some((visit) => visit.isSample),
          }),
        ]
      : []),
    ...SEVERITIES.flatMap((severity) => ofSeverity(open, severity, policy, today)),
    ...tooOld(open, policy, today),
    ...repeats(findings, policy, path),
    ...actions(findings, path, today),
  ];
}

function ofSeverity(
  open: FindingFact[],
  severity: FindingFact['severity'],
  policy: FindingPolicy,
  today: Day,
): Statement[] {
  const found = open.filter((finding) => finding.severity === severity);
  const [first] = byAge(found);
  if (!first) return [];
  const age = first.foundOn ? `, the oldest for ${daysOpen(first, today)} days` : '';
  const isEnough = found.length >= policy.openFindings[severity];
  const short = `${counted(found.length, 'open finding')} of ${severity} severity`;
  const said = {
    short,
    words: `${short}: ${numbersOf(found)}${age}.`,
    path: `/findings/${first.id}`,
    setting: 'renewals.evidence.openFindings',
    isSample: hasSample(found),
  };
  return [isEnough ? against('findings', said) : neither('findings', said)];
}

function tooOld(open: FindingFact[], policy: FindingPolicy, today: Day): Statement[] {
  const old = byAge(open).filter(
    (finding) => finding.foundOn !== null && daysOpen(finding, today) >= policy.findingOpenDays,
  );
  const [first] = old;
  if (!first?.foundOn) return [];
  return [
    against('finding-age', {
      short: `${counted(old.length, 'finding')} open for over ${policy.findingOpenDays} days`,
      words: `${counted(old.length, 'finding')} open for over ${policy.findingOpenDays} days: ${numbersOf(old)}, the oldest since ${dayText(first.foundOn)}.`,
      path: `/findings/${first.id}`,
      setting: 'renewals.evidence.findingOpenDays',
      isSample: hasSample(old),
    }),
  ];
}

/** The findings that found the same requirement wanting as an earlier inspection of the same agreement. */
export function repeatsAmong(findings: readonly FindingFact[]): FindingFact[] {
  return findings.filter((finding) =>
    findings.some(
      (earlier) =>
        earlier.requirementCode === finding.requirementCode &&
        earlier.inspectionId !== finding.inspectionId &&
        earlier.foundOn !== null &&
        finding.foundOn !== null &&
        earlier.foundOn < finding.foundOn,
    ),
  );
}

function repeats(findings: FindingFact[], policy: FindingPolicy, path: string): Statement[] {
  const repeated = repeatsAmong(findings);
  if (repeated.length === 0) return [];
  const codes = [...new Set(repeated.map(({ requirementCode }) => requirementCode))].join(', ');
  const said = {
    short: counted(repeated.length, 'repeat finding'),
    words: `${counted(repeated.length, 'finding repeats', 'findings repeat')} what an earlier inspection found: ${numbersOf(repeated)} (${codes}).`,
    path,
    setting: 'renewals.evidence.repeatFindings',
    isSample: hasSample(repeated),
  };
  return [
    repeated.length >= policy.repeatFindings
      ? against('repeat-findings', said)
      : neither('repeat-findings', said),
  ];
}

function actions(findings: FindingFact[], path: string, today: Day): Statement[] {
  const all = findings.filter(
    ({ actionStatus }) => actionStatus !== null && actionStatus !== 'withdrawn',
  );
  const open = all.filter(({ actionStatus }) => isRunning(actionStatus));
  const late = open.filter(({ actionDueOn }) => actionDueOn !== null && actionDueOn < today);
  const since = late.map(({ actionDueOn }) => actionDueOn ?? '').sort()[0];
  if (since)
    return [
      against('corrective-actions', {
        short: `${counted(late.length, 'corrective action')} overdue`,
        words: `${counted(late.length, 'corrective action is', 'corrective actions are')} overdue, the longest since ${dayText(since)}: ${numbersOf(late)}.`,
        path: `/findings/${late[0]?.id ?? ''}`,
        isSample: hasSample(late),
      }),
    ];
  if (open.length > 0)
    return [
      neither('corrective-actions', {
        short: `${counted(open.length, 'corrective action')} under way`,
        words: `${counted(open.length, 'corrective action is', 'corrective actions are')} under way and not late: ${numbersOf(open)}.`,
        path,
        isSample: hasSample(open),
      }),
    ];
  if (all.length === 0) return [];
  return [
    inFavor('corrective-actions', {
      short: 'corrective actions done',
      words: `${all.length === 1 ? 'The one corrective action is' : `All ${all.length} corrective actions are`} done.`,
      path,
      isSample: hasSample(all),
    }),
  ];
}

const hasSample = (findings: FindingFact[]): boolean => findings.some(({ isSample }) => isSample);

const byAge = (findings: FindingFact[]): FindingFact[] =>
  [...findings].sort((a, b) => (a.foundOn ?? '9').localeCompare(b.foundOn ?? '9'));

const daysOpen = ({ foundOn }: FindingFact, today: Day): number =>
  foundOn === null ? 0 : daysBetween(foundOn, today);

const numbersOf = (findings: FindingFact[]): string =>
  findings.map(({ number }) => number).join(', ');
