import { daysBetween } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import type { EvidencePolicy } from '../platform/config/policy.js';
import type { AgreementFacts, Statement } from './evidence-facts.js';
import { latestOfMeasure, latestPair, type Measure } from './measures.rules.js';
import { against, inFavor, neither } from './statement.rules.js';

type FigurePolicy = Pick<
  EvidencePolicy,
  'trainingPercent' | 'meetingPercent' | 'encountersPerYear' | 'detainersPerYear'
>;

const DAYS_A_YEAR = 365;

/** Whether officers are trained, meetings held, and the agreement used: by what people entered or imported. */
export function figureEvidence(facts: AgreementFacts, policy: FigurePolicy): Statement[] {
  const said = {
    training: compliance(facts, {
      topic: 'training',
      subject: 'officers due for refresher training were trained',
      none: 'no officer was due for training',
      done: 'officers-trained',
      asked: 'officers-due-for-training',
      percent: policy.trainingPercent,
      setting: 'renewals.evidence.trainingPercent',
    }),
    meetings: compliance(facts, {
      topic: 'meetings',
      subject: 'required steering-committee meetings were held',
      none: 'no meeting was required',
      done: 'meetings-held',
      asked: 'meetings-required',
      percent: policy.meetingPercent,
      setting: 'renewals.evidence.meetingPercent',
    }),
    encounters: activity(
      facts,
      'encounters',
      policy.encountersPerYear,
      'renewals.evidence.encountersPerYear',
    ),
    detainers: activity(
      facts,
      'detainers-issued',
      policy.detainersPerYear,
      'renewals.evidence.detainersPerYear',
    ),
  };
  const missing = Object.entries(said).flatMap(([what, statement]) => (statement ? [] : [what]));
  return [...Object.values(said).filter((statement) => statement !== null), ...unknown(missing)];
}

/** What nobody has entered is told, too: otherwise it would look as if all were well. */
function unknown(missing: string[]): Statement[] {
  if (missing.length === 0) return [];
  const what =
    missing.length === 1
      ? missing.join('')
      : `${missing.slice(0, -1).join(', ')} and ${missing.at(-1) ?? ''}`;
  return [
    neither('no-figures', {
      short: `no figures on ${what}`,
      words: `Nobody has entered figures on ${what}.`,
    }),
  ];
}

function compliance(
  { agreementId, figures }: AgreementFacts,
  of: {
    topic: string;
    subject: string;
    none: string;
    done: Measure;
    asked: Measure;
    percent: number;
    setting: string;
  },
): Statement | null {
  const pair = latestPair(figures, of.done, of.asked);
  const path = figuresPath(agreementId);
  if (!pair) return null;
  const period = periodWords(pair);
  if (pair.asked === 0)
    return neither(of.topic, {
      short: `${of.topic}: none was asked for`,
      words: `From ${period}, ${of.none}.`,
      path,
    });
  const percent = Math.floor((100 * pair.done) / pair.asked);
  const said = {
    short: `${of.topic} ${percent} %`,
    words: `${pair.done} of ${pair.asked} ${of.subject} from ${period}: ${percent} % (asked for: ${of.percent} %).`,
    path,
    setting: of.setting,
  };
  return percent < of.percent ? against(of.topic, said) : inFavor(of.topic, said);
}

const ACTIVITY_WORDS = { encounters: 'encounters', 'detainers-issued': 'detainers' } as const;

function activity(
  { agreementId, figures }: AgreementFacts,
  measure: 'encounters' | 'detainers-issued',
  leastPerYear: number,
  setting: string,
): Statement | null {
  const figure = latestOfMeasure(figures, measure);
  const path = figuresPath(agreementId);
  const what = ACTIVITY_WORDS[measure];
  if (!figure) return null;
  const days = daysBetween(figure.periodFrom, figure.periodUntil) + 1;
  const perYear = (figure.value * DAYS_A_YEAR) / days;
  const words = `${figure.value} ${what} from ${periodWords(figure)}`;
  const short = `${figure.value} ${what}`;
  if (leastPerYear === 0) return neither(measure, { short, words: `${words}.`, path });
  const said = { short, words: `${words} (asked for: ${leastPerYear} a year).`, path, setting };
  return perYear < leastPerYear ? against(measure, said) : inFavor(measure, said);
}

const figuresPath = (agreementId: string): string => `/agreements/${agreementId}/figures`;

const periodWords = (figure: { periodFrom: string; periodUntil: string }): string =>
  `${dayText(figure.periodFrom)} to ${dayText(figure.periodUntil)}`;
