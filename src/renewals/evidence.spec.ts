import { describe, expect, it } from '@jest/globals';
import type { AgreementFacts, FindingFact, Statement, VisitFact } from './evidence-facts.js';
import { evidenceOf, indication } from './evidence.rules.js';
import type { ActionStatus } from '../inspections/corrective-actions/corrective-action.rules.js';
import { repeatsAmong } from './finding-evidence.rules.js';
import type { Figure } from './measures.rules.js';

const TODAY = '2012-09-26';

const POLICY = {
  inspections: { cycleMonths: { DETENTION: 24, WARRANT_SERVICE_OFFICER: null } },
  renewals: {
    evidence: {
      openFindings: { high: 1, medium: 2, low: 4 },
      findingOpenDays: 365,
      repeatFindings: 1,
      trainingPercent: 90,
      meetingPercent: 100,
      encountersPerYear: 12,
      detainersPerYear: 0,
    },
  },
};

const theFacts = (given: Partial<AgreementFacts> = {}): AgreementFacts => ({
  agreementId: 'a',
  status: 'active',
  model: 'DETENTION',
  endsOn: null,
  endsOnBasis: null,
  visits: [],
  nextInspectionDueOn: null,
  findings: [],
  figures: [],
  ...given,
});

const aVisit = (given: Partial<VisitFact> = {}): VisitFact => ({
  id: 'v1',
  number: 'INS-2011-0001',
  kind: 'full',
  status: 'closed',
  dueOn: null,
  startsOn: '2011-05-02',
  endsOn: '2011-05-06',
  isSample: false,
  ...given,
});

const aFinding = (given: Partial<FindingFact> = {}): FindingFact => ({
  id: 'f1',
  number: 'INS-2011-0001/F1',
  inspectionId: 'v1',
  requirementCode: 'CMP-01',
  severity: 'medium',
  status: 'open',
  foundOn: '2012-06-01',
  actionStatus: null,
  actionDueOn: null,
  isSample: false,
  ...given,
});

const figure = (measure: string, value: number, from = '2011-10-01', until = '2012-09-25') =>
  ({ measure, value, periodFrom: from, periodUntil: until }) satisfies Figure;

const about = (topic: string, given: Partial<AgreementFacts>): Statement[] =>
  evidenceOf(theFacts(given), POLICY, TODAY).filter((statement) => statement.topic === topic);

const weights = (topic: string, given: Partial<AgreementFacts>): [string, string][] =>
  about(topic, given).map(({ weight, short }) => [weight, short]);

describe('what the register says', () => {
  it('speaks against an agreement that is absent, suspended, or past its end', () => {
    expect(weights('list', { status: 'absent' })).toEqual([
      ['against', 'absent from the official list'],
    ]);
    expect(weights('status', { status: 'suspended' })).toEqual([['against', 'suspended']]);
    expect(weights('end', { endsOn: '2012-09-25' })).toEqual([
      ['against', 'end passed without a decision'],
    ]);
    expect(weights('end', { endsOn: '2012-09-25', endsOnBasis: 'inferred' })).toEqual([
      ['neither', 'end passed without a decision'],
    ]);
    expect(weights('end', { endsOn: '2012-09-26', endsOnBasis: 'inferred' })).toEqual([
      ['neither', 'ends on 26 Sep 2012 (inferred)'],
    ]);
  });
});

describe('inspections', () => {
  it('speak for it when the last one lies within the cycle', () => {
    const visits = [aVisit(), aVisit({ id: 'v0', endsOn: '2009-05-06' })];
    const [statement] = about('inspection', { visits, nextInspectionDueOn: '2013-05-06' });
    expect(statement).toMatchObject({
      weight: 'for',
      words:
        'Last inspected in full by INS-2011-0001, ended on 6 May 2011; the next is due by 6 May 2013.',
      path: '/inspections/v1',
    });
  });

  it('speak against it when one is overdue, and say when it is planned', () => {
    const planned = aVisit({ id: 'v2', status: 'scheduled', startsOn: '2012-11-05' });
    expect(
      about('inspection', { visits: [planned], nextInspectionDueOn: '2012-09-01' }),
    ).toMatchObject([
      {
        weight: 'against',
        words: 'Its full inspection was due by 1 Sep 2012 and is planned for 5 Nov 2012.',
      },
    ]);
  });

  it('say loudly that a model has no rule', () => {
    expect(weights('inspection', { model: 'WARRANT_SERVICE_OFFICER' })).toEqual([
      ['neither', 'no inspection rule'],
    ]);
  });

  it('tell of focus reviews: held, ahead, or overdue', () => {
    const focus = (given: Partial<VisitFact>): VisitFact =>
      aVisit({ number: 'FR-2013-0001', kind: 'focus', dueOn: '2012-12-01', ...given });
    const visits = [
      focus({ status: 'closed' }),
      focus({ status: 'scheduled' }),
      focus({ status: 'unscheduled', dueOn: '2012-09-01', startsOn: null }),
      focus({ status: 'cancelled', dueOn: '2012-09-01' }),
    ];
    expect(weights('focus-review', { visits }).map(([weight]) => weight)).toEqual([
      'neither',
      'neither',
      'against',
    ]);
  });
});

describe('findings', () => {
  it('speak against it from so many of a severity on', () => {
    const medium = (count: number): FindingFact[] =>
      Array.from({ length: count }, (_, index) => aFinding({ id: String(index) }));
    expect(weights('findings', { findings: medium(1) })[0]?.[0]).toBe('neither');
    expect(weights('findings', { findings: medium(2) })).toEqual([
      ['against', '2 open findings of medium severity'],
    ]);
    expect(weights('findings', { findings: [aFinding({ severity: 'high' })] })).toEqual([
      ['against', '1 open finding of high severity'],
    ]);
  });

  it('speak for it when none is open after an inspection, not when nobody looked', () => {
    expect(weights('findings', { visits: [aVisit()] })).toEqual([['for', 'no open finding']]);
    expect(weights('findings', {})).toEqual([]);
  });

  it('speak against it when one is open for over a year', () => {
    const at = (foundOn: string) => weights('finding-age', { findings: [aFinding({ foundOn })] });
    expect(at('2011-09-27')).toEqual([['against', '1 finding open for over 365 days']]);
    expect(at('2011-09-28')).toEqual([]);
  });

  it('repeat an earlier one of the same requirement, found by another inspection', () => {
    const first = aFinding({ status: 'closed', foundOn: '2010-01-01' });
    const again = aFinding({ id: 'f2', inspectionId: 'v2', foundOn: '2012-01-01' });
    const sameVisit = aFinding({ id: 'f3', foundOn: '2010-01-01' });
    const other = aFinding({ id: 'f4', inspectionId: 'v2', requirementCode: 'TRN-01' });
    expect(repeatsAmong([first, again, sameVisit, other]).map(({ id }) => id)).toEqual(['f2']);
    expect(weights('repeat-findings', { findings: [first, again] })).toEqual([
      ['against', '1 repeat finding'],
    ]);
  });

  it('tell of corrective actions: overdue, under way, or done', () => {
    const action = (actionStatus: ActionStatus, actionDueOn: string) =>
      weights('corrective-actions', { findings: [aFinding({ actionStatus, actionDueOn })] });
    expect(action('accepted', '2012-09-25')).toEqual([['against', '1 corrective action overdue']]);
    expect(action('opened', '2012-09-26')).toEqual([['neither', '1 corrective action under way']]);
    expect(action('implemented', '2012-09-25')).toEqual([['for', 'corrective actions done']]);
  });
});

describe('figures', () => {
  const training = (done: number, asked: number): Figure[] => [
    figure('officers-trained', done),
    figure('officers-due-for-training', asked),
  ];

  it.each([
    [18, 20, 'for', 'training 90 %'],
    [17, 20, 'against', 'training 85 %'],
    [0, 0, 'neither', 'training: none was asked for'],
  ])('on training, %d of %d: %s', (done, asked, weight, short) => {
    expect(weights('training', { figures: training(done, asked) })).toEqual([[weight, short]]);
  });

  it('that nobody entered speak neither way, in one sentence', () => {
    expect(about('no-figures', { figures: training(1, 1) })).toMatchObject([
      {
        weight: 'neither',
        words: 'Nobody has entered figures on meetings, encounters and detainers.',
      },
    ]);
    expect(about('meetings', {})).toEqual([]);
  });

  it('of a quarter are held against the year', () => {
    const quarter = (value: number) =>
      weights('encounters', {
        figures: [figure('encounters', value, '2012-07-01', '2012-09-25')],
      });
    expect(quarter(3)).toEqual([['for', '3 encounters']]);
    expect(quarter(2)).toEqual([['against', '2 encounters']]);
  });

  it('that are not judged are only told', () => {
    expect(weights('detainers-issued', { figures: [figure('detainers-issued', 0)] })).toEqual([
      ['neither', '0 detainers'],
    ]);
  });

  it('count by the latest period that has both numbers', () => {
    const figures = [
      figure('meetings-held', 0, '2010-10-01', '2011-09-30'),
      figure('meetings-required', 1, '2010-10-01', '2011-09-30'),
      figure('meetings-held', 1),
      figure('meetings-required', 1),
      figure('meetings-held', 0, '2012-01-01', '2012-09-26'),
    ];
    expect(weights('meetings', { figures })).toEqual([['for', 'meetings 100 %']]);
  });
});

describe('what was invented for the demonstration', () => {
  it('is marked in every statement that rests on it', () => {
    const marks = (isSample: boolean): boolean[] =>
      evidenceOf(
        theFacts({ visits: [aVisit({ isSample })], findings: [aFinding({ isSample })] }),
        POLICY,
        TODAY,
      ).map((statement) => statement.isSample);
    expect(marks(true)).toContain(true);
    expect(marks(false)).not.toContain(true);
  });
});

describe('the indication', () => {
  const indicated = (given: Partial<AgreementFacts>): string =>
    indication(evidenceOf(theFacts(given), POLICY, TODAY));

  it('names its reasons', () => {
    expect(indicated({ status: 'suspended', findings: [aFinding({ severity: 'high' })] })).toBe(
      '2 reasons to look closer: suspended; 1 open finding of high severity',
    );
  });

  it('says what speaks for it where nothing speaks against it, or that nothing is known', () => {
    expect(indicated({ visits: [aVisit()] })).toBe(
      'No reason to look closer is known; for keeping it: inspected 6 May 2011; no open finding',
    );
    expect(indicated({})).toBe('Nothing is known yet that speaks for or against it');
  });
});
