import type { ComponentChildren, VNode } from 'preact';
import { AuditTrailLink } from '../audit/audit-trail-link.js';
import type { ProblemItem } from '../platform/http/problem.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { ErrorSummary } from '../platform/pages/error-summary.js';
import { SelectField, TextAreaField } from '../platform/pages/fields.js';
import { DayTime } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';
import { SampleTag, StatusTag } from '../platform/pages/status-tag.js';
import { SummaryList } from '../platform/pages/summary-list.js';
import { standardUnder } from '../requirements/catalogue.rules.js';
import { RequirementLink, StandardText } from '../requirements/standard-cells.js';
import type { Standard } from '../requirements/standard.rules.js';
import { templateOf } from '../requirements/templates.rules.js';
import { isOverdue } from './corrective-actions/corrective-action.rules.js';
import { WANTED_WORDS } from './corrective-actions/corrective-action-words.js';
import type { FindingDetail } from './findings.service.js';
import { OUTCOME_WORDS, OUTCOMES } from './focus-reviews/outcome.rules.js';
import { AgencyLink, InspectionLink, VisitDays } from './inspection-cells.js';
import { FINDING_WORDS, KIND_WORDS, OWNER_WORDS, SIDE_WORDS } from './inspection-words.js';

/** A form that was not taken: what was typed, and what is wrong with it. */
export interface RefusedFindingForm {
  form: 'outcome' | 'closure';
  typed: Record<string, string | undefined>;
  problems: ProblemItem[];
}

/** What the viewer may do with a finding now. */
export interface FindingForms {
  /** The round whose outcome can be recorded. */
  round: FindingDetail['coverage'][number] | null;
  mayClose: boolean;
  mayOrder: boolean;
  refused: RefusedFindingForm | null;
}

export function FindingPage(props: {
  detail: FindingDetail;
  forms: FindingForms;
  reminders: VNode;
}): VNode {
  const { detail, forms, reminders } = props;
  const { finding, agreement, raisedBy } = detail;
  return (
    <div class="grid-container">
      <Breadcrumb items={[{ label: 'Findings', path: '/findings' }, { label: finding.number }]} />
      <h1>
        {finding.number}: {FINDING_WORDS[finding.kind]?.toLowerCase()} at {agreement.agencyName},{' '}
        {agreement.state}
      </h1>
      <ErrorSummary
        errors={(forms.refused?.problems ?? []).map(({ parameter, detail: message }) => ({
          ...(parameter !== undefined && { field: `${forms.refused?.form ?? ''}-${parameter}` }),
          message,
        }))}
      />
      <p>
        <StatusTag status={finding.status} />{' '}
        {finding.severity === null ? (
          'severity not chosen yet'
        ) : (
          <StatusTag status={finding.severity} />
        )}{' '}
        {finding.isRepeated && <StatusTag status="repeated" />} {finding.isSample && <SampleTag />}
      </p>
      <p>{finding.observation}</p>
      <SummaryList
        facts={[
          ['Agreement', <AgencyLink key="agency" agreement={agreement} />],
          ['Found by', <InspectionLink key="raised" inspection={raisedBy} />],
          ['Report', <DayTime key="report" day={raisedBy.reportedOn} />],
          ['Concerns', SIDE_WORDS[finding.side] ?? finding.side],
          ['Requirement', <RequirementText key="requirement" detail={detail} />],
          ...repeatFacts(detail),
          ...(finding.closedOn === null
            ? []
            : ([
                ['Closed', <DayTime key="closed" day={finding.closedOn} />],
                ['Why it is closed', finding.closedReason],
              ] as [string, ComponentChildren][])),
          ['Measurable standard', <StandardText key="standard" standard={standardOf(detail)} />],
        ]}
      />
      <h2>Corrective action</h2>
      <Action detail={detail} />
      <h2>Follow-up</h2>
      <FollowUps detail={detail} />
      {forms.round && <OutcomeForm detail={detail} round={forms.round} refused={forms.refused} />}
      {forms.mayOrder && (
        <p>
          <a href={`/agreements/${finding.agreementId}/focus-review`}>
            Order a focus review by hand
          </a>
        </p>
      )}
      {forms.mayClose && <ClosureForm detail={detail} refused={forms.refused} />}
      <h2>Reminders</h2>
      {reminders}
      <AuditTrailLink type="finding" id={finding.id} />
    </div>
  );
}

/** The finding that it repeats, or may repeat, and those that repeat it. */
function repeatFacts({ finding, repeats, repeatedBy }: FindingDetail): [string, VNode][] {
  const decision = {
    confirmed: 'confirmed by the team leader',
    declined: 'proposed, and declined by the team leader',
  };
  const link = ({ id, number }: { id: string; number: string }): VNode => (
    <a href={`/findings/${id}`}>{number}</a>
  );
  return [
    ...(repeats
      ? ([
          [
            'Repeats',
            <>
              {link(repeats)},{' '}
              {finding.repeatDecision
                ? decision[finding.repeatDecision]
                : 'proposed, not decided yet'}
            </>,
          ],
        ] as [string, VNode][])
      : []),
    ...(repeatedBy.length > 0
      ? ([
          [
            'Repeated by',
            <ul class="moa-list">
              {repeatedBy.map((repeat) => (
                <li key={repeat.id}>{link(repeat)}</li>
              ))}
            </ul>,
          ],
        ] as [string, VNode][])
      : []),
  ];
}

/** What was required on the day of the visit. */
function RequirementText({ detail: { requirement, judgedOn } }: { detail: FindingDetail }): VNode {
  return (
    <>
      <RequirementLink code={requirement.code} asOf={judgedOn} />: {requirement.version.text}
    </>
  );
}

/** The standard of the agreement's own template, as far as it is known. */
function standardOf({ requirement, agreement }: FindingDetail): Standard {
  const { template } = templateOf(agreement.model, agreement.signedOn);
  return standardUnder(requirement.version, template?.code ?? null);
}

function Action({ detail: { action } }: { detail: FindingDetail }): VNode {
  const { today } = useRender();
  if (!action) return <p>None is on record: it is asked for with the final report.</p>;
  const isLate = isOverdue(action.status, action.dueOn, today);
  return (
    <>
      {action.plan !== null && <p>{action.plan}</p>}
      <SummaryList
        facts={[
          [
            'State',
            <>
              <StatusTag status={action.status} /> {isLate && <StatusTag status="overdue" />}
            </>,
          ],
          ['What is asked', WANTED_WORDS[action.status]],
          ['Owed by', OWNER_WORDS[action.owner] ?? action.owner],
          ['Due', <DayTime key="due" day={action.dueOn} />],
          ['Done', <DayTime key="done" day={action.doneOn} />],
          ...(action.doneNote ? ([['Note', action.doneNote]] as [string, string][]) : []),
        ]}
      />
      <p>
        <a href={`/corrective-actions/${action.id}`}>Open the corrective action</a>
      </p>
    </>
  );
}

interface FormProps {
  detail: FindingDetail;
  refused: RefusedFindingForm | null;
}

const errorIn = (refused: RefusedFindingForm | null, field: string): string | undefined =>
  refused?.problems.find(({ parameter }) => parameter === field)?.detail;

function OutcomeForm(props: FormProps & { round: FindingDetail['coverage'][number] }): VNode {
  const { detail, round } = props;
  const refused = props.refused?.form === 'outcome' ? props.refused : null;
  return (
    <form
      class="usa-form usa-form--large"
      method="post"
      action={`/findings/${detail.finding.id}/outcomes`}
      aria-labelledby="outcome-heading"
    >
      <h3 id="outcome-heading">What {round.visit.number} found of it</h3>
      <CsrfField />
      <input type="hidden" name="version" value={detail.action?.version} />
      <SelectField
        id="outcome-outcome"
        name="outcome"
        label="Outcome"
        value={refused?.typed['outcome'] ?? round.outcome?.outcome}
        error={errorIn(refused, 'outcome')}
        anyLabel="Choose"
        options={OUTCOMES.map((value) => ({ value, label: OUTCOME_WORDS[value] }))}
      />
      <TextAreaField
        id="outcome-note"
        name="note"
        label="What the visit saw"
        value={refused?.typed['note'] ?? round.outcome?.note}
        error={errorIn(refused, 'note')}
        hint="It can be changed until the final report of the visit, and takes effect with it."
        isRequired
      />
      <button class="usa-button" type="submit">
        Record the outcome
      </button>
    </form>
  );
}

function ClosureForm(props: FormProps): VNode {
  const { detail } = props;
  const refused = props.refused?.form === 'closure' ? props.refused : null;
  return (
    <details open={refused !== null}>
      <summary>Close it otherwise than by a visit</summary>
      <form
        class="usa-form usa-form--large"
        method="post"
        action={`/findings/${detail.finding.id}/closure`}
        aria-label="Close the finding"
      >
        <CsrfField />
        <input type="hidden" name="version" value={detail.action?.version} />
        <TextAreaField
          id="closure-reason"
          name="reason"
          label="Reason"
          value={refused?.typed['reason']}
          error={errorIn(refused, 'reason')}
          hint="Its corrective action is withdrawn, and no visit verifies it any more."
          isRequired
        />
        <button class="usa-button" type="submit">
          Close {detail.finding.number}
        </button>
      </form>
    </details>
  );
}

function FollowUps({ detail }: { detail: FindingDetail }): VNode {
  const { coverage, finding } = detail;
  if (coverage.length === 0)
    return (
      <p>
        {finding.status === 'closed'
          ? finding.closedReason
          : 'No visit is ordered yet; the next run of the focus-review job orders one.'}
      </p>
    );
  return (
    <ul class="moa-list">
      {coverage.map(({ round, basis, visit, outcome }) => (
        <li key={visit.id}>
          Round {round}: {KIND_WORDS[visit.kind].toLowerCase()}{' '}
          <InspectionLink inspection={visit} />, <VisitDays visit={visit} />. <small>{basis}</small>
          {outcome && (
            <>
              <br />
              <StatusTag status={outcome.outcome} /> {outcome.note}{' '}
              <small>
                {outcome.effectiveOn === null ? (
                  'It takes effect with the final report.'
                ) : (
                  <>
                    Reported <DayTime day={outcome.effectiveOn} />.
                  </>
                )}
              </small>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
