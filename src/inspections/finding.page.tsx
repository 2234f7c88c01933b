import type { VNode } from 'preact';
import { AuditTrailLink } from '../audit/audit-trail-link.js';
import { Alert } from '../platform/pages/alert.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { DateField, TextAreaField } from '../platform/pages/fields.js';
import { DayTime } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';
import { SampleTag, StatusTag } from '../platform/pages/status-tag.js';
import { SummaryList } from '../platform/pages/summary-list.js';
import { standardUnder } from '../requirements/catalogue.rules.js';
import { RequirementLink, StandardText } from '../requirements/standard-cells.js';
import type { Standard } from '../requirements/standard.rules.js';
import { templateOf } from '../requirements/templates.rules.js';
import type { FindingDetail } from './findings.service.js';
import { AgencyLink, InspectionLink, VisitDays } from './inspection-cells.js';
import { FINDING_WORDS, KIND_WORDS, OWNER_WORDS, SIDE_WORDS } from './inspection-words.js';

export interface CompletionForm {
  doneOn?: string;
  note?: string;
  problem?: string;
}

export function FindingPage(props: {
  detail: FindingDetail;
  form: CompletionForm | null;
  reminders: VNode;
}): VNode {
  const { detail, form, reminders } = props;
  const { finding, agreement, raisedBy, action } = detail;
  return (
    <div class="grid-container">
      <Breadcrumb items={[{ label: 'Findings', path: '/findings' }, { label: finding.number }]} />
      <h1>
        {finding.number}: {FINDING_WORDS[finding.kind]?.toLowerCase()} at {agreement.agencyName},{' '}
        {agreement.state}
      </h1>
      <p>
        <StatusTag status={finding.status} />{' '}
        {finding.severity === null ? (
          'severity not chosen yet'
        ) : (
          <StatusTag status={finding.severity} />
        )}{' '}
        {finding.isSample && <SampleTag />}
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
          ['Measurable standard', <StandardText key="standard" standard={standardOf(detail)} />],
        ]}
      />
      <h2>Corrective action</h2>
      {action ? <Action detail={detail} form={form} /> : <p>None is on record.</p>}
      <h2>Follow-up</h2>
      <FollowUps detail={detail} />
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

function Action({ detail, form }: { detail: FindingDetail; form: CompletionForm | null }): VNode {
  const { today } = useRender();
  const { action } = detail;
  if (!action) return <></>;
  const isLate = action.status === 'open' && action.dueOn < today;
  return (
    <>
      <p>{action.plan}</p>
      <SummaryList
        facts={[
          ['State', <StatusTag key="state" status={isLate ? 'overdue' : action.status} />],
          ['Owed by', OWNER_WORDS[action.owner] ?? action.owner],
          ['Due', <DayTime key="due" day={action.dueOn} />],
          ['Done', <DayTime key="done" day={action.doneOn} />],
          ...(action.doneNote ? ([['Note', action.doneNote]] as [string, string][]) : []),
        ]}
      />
      {form && action.status === 'open' && <Completion detail={detail} form={form} today={today} />}
    </>
  );
}

function Completion(props: { detail: FindingDetail; form: CompletionForm; today: string }): VNode {
  const { detail, form, today } = props;
  return (
    <>
      <h3>Record that it is done</h3>
      {form.problem && <Alert kind="error">{form.problem}</Alert>}
      <form class="usa-form" method="post" action={`/findings/${detail.finding.id}/completion`}>
        <CsrfField />
        <input type="hidden" name="version" value={detail.action?.version} />
        <DateField name="doneOn" label="Done on" value={form.doneOn ?? today} isRequired />
        <TextAreaField
          name="note"
          label="What was done"
          value={form.note}
          hint="The finding stays open until a visit has verified it; its reminders stop."
          isRequired
        />
        <button class="usa-button" type="submit">
          Record as done
        </button>
      </form>
    </>
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
      {coverage.map(({ round, basis, visit }) => (
        <li key={visit.id}>
          Round {round}: {KIND_WORDS[visit.kind].toLowerCase()}{' '}
          <InspectionLink inspection={visit} />, <VisitDays visit={visit} />. <small>{basis}</small>
        </li>
      ))}
    </ul>
  );
}
