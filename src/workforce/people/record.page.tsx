import type { ComponentChildren, VNode } from 'preact';
import { AuditTrailLink } from '../../audit/audit-trail-link.js';
import { Alert } from '../../platform/pages/alert.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { DateField, TextField } from '../../platform/pages/fields.js';
import { MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import { SampleTag } from '../../platform/pages/status-tag.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import { fieldOf, type FormInput, NOTHING_TYPED, Problems } from '../form-input.js';
import { modelWords } from '../qualification.rules.js';
import type { Leave, Qualification, ServiceRecord } from '../service-record.entity.js';
import { ConcernedVisits, DaysCell, SpanCell } from '../workforce-cells.js';
import { visitsAgainst, visitsDuring } from '../workforce-consequences.js';
import type { ConflictRow, PersonRecord, TrainingRow } from './people.service.js';
import { RECORD_KINDS, type RecordKind, recordLabel } from './record-kinds.js';
import { RESULT_WORDS } from './record-tables.js';

export type RecordForm = 'end' | 'withdraw';

export interface RecordView {
  kind: RecordKind;
  record: ServiceRecord;
  person: PersonRecord;
  /** Of the person's record. */
  personPath: string;
  /** Where the forms are sent to. */
  path: string;
  mayChange: boolean;
  refused: { form: RecordForm; input: FormInput } | null;
}

/** What does one fact of somebody's service say, and does it still stand? */
export function RecordPage(view: RecordView): VNode {
  const { kind, record, person, personPath, refused } = view;
  const { timeZone } = useRender();
  const name = person.person.displayName;
  const isOwn = !personPath.startsWith('/workforce/');
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          ...(isOwn ? [] : [{ label: 'Staff', path: '/workforce' }]),
          { label: isOwn ? 'My record' : name, path: personPath },
          { label: recordLabel(kind, record) },
        ]}
      />
      <h1>{recordLabel(kind, record)}</h1>
      <Problems input={refused?.input ?? NOTHING_TYPED} />
      {record.isSample && (
        <p>
          <SampleTag /> This entry is invented.
        </p>
      )}
      {record.withdrawnAt !== null && (
        <Alert kind="warning" heading="Withdrawn">
          {record.withdrawnBecause} (by {record.withdrawnBy},{' '}
          <MomentTime moment={record.withdrawnAt} timeZone={timeZone} />)
        </Alert>
      )}
      <Concerned {...view} />
      <SummaryList
        facts={[
          ['Of', isOwn ? name : <a href={personPath}>{name}</a>],
          ...factsOf(view),
          [
            'Recorded',
            <>
              <MomentTime moment={record.recordedAt} timeZone={timeZone} /> by {record.recordedBy}
            </>,
          ],
        ]}
      />
      {view.mayChange && record.withdrawnAt === null && <Forms {...view} />}
      <AuditTrailLink type={RECORD_KINDS[kind].subject} id={record.id} />
    </div>
  );
}

function Concerned({ kind, record, person }: RecordView): VNode | null {
  if (record.withdrawnAt !== null) return null;
  if (kind === 'leaves')
    return (
      <ConcernedVisits
        heading="Scheduled visits in a week of this leave"
        visits={visitsDuring(record as Leave, person.visits)}
      />
    );
  const row = conflictOf(person, record.id);
  return row ? (
    <ConcernedVisits
      heading="Scheduled visits of this agency"
      visits={visitsAgainst(row.conflict, person.visits)}
    />
  ) : null;
}

const conflictOf = (person: PersonRecord, id: string): ConflictRow | undefined =>
  person.conflicts.find(({ conflict }) => conflict.id === id);

const trainingOf = (person: PersonRecord, id: string): TrainingRow | undefined =>
  person.received.find(({ training }) => training.id === id);

function factsOf({ kind, record, person }: RecordView): [string, ComponentChildren][] {
  switch (kind) {
    case 'qualifications': {
      const qualification = record as Qualification;
      return [
        ['Qualified for', modelWords(qualification.model)],
        ['Holds', <SpanCell key="span" span={qualification} />],
        ['Rests on', qualification.basis],
      ];
    }
    case 'trainings': {
      const row = trainingOf(person, record.id);
      if (!row) return [];
      const { training, leaderName } = row;
      return [
        ['For', modelWords(training.model)],
        ['Days', <DaysCell key="days" days={training} />],
        ['Given by', leaderName],
        ['Result', RESULT_WORDS[training.result]],
        ['Note', training.note || 'none'],
      ];
    }
    case 'leaves': {
      const leave = record as Leave;
      return [
        ['Days', <DaysCell key="days" days={leave} />],
        ['Note', leave.note || 'none'],
      ];
    }
    case 'conflicts': {
      const row = conflictOf(person, record.id);
      if (!row) return [];
      return [
        ['Agency', `${row.agencyName}, ${row.state}`],
        ['What it is', row.conflict.reason],
        ['Holds', <SpanCell key="span" span={row.conflict} />],
      ];
    }
  }
}

function Forms(view: RecordView): VNode {
  const { kind, refused } = view;
  const input = refused?.input ?? NOTHING_TYPED;
  const canEnd = kind === 'qualifications' || kind === 'conflicts';
  const reasonOf = (form: RecordForm) => ({
    ...fieldOf(refused?.form === form ? input : NOTHING_TYPED, 'reason', 'Why'),
    id: refused?.form === form ? 'reason' : `${form}-reason`,
  });
  return (
    <>
      {canEnd && (
        <Form {...view} form="end" summary="End it">
          <DateField {...fieldOf(input, 'on', 'First day without it')} isRequired />
          <TextField {...reasonOf('end')} isRequired />
        </Form>
      )}
      <Form {...view} form="withdraw" summary="Withdraw it">
        <p>
          For what should not have been recorded, or does not come about. It counts no more, and
          stays to be seen with the reason.
        </p>
        <TextField {...reasonOf('withdraw')} isRequired />
      </Form>
    </>
  );
}

function Form(
  props: RecordView & { form: RecordForm; summary: string; children: VNode | VNode[] },
): VNode {
  const { path, record, refused, form, summary, children } = props;
  return (
    <details open={refused?.form === form}>
      <summary>{summary}</summary>
      <form class="usa-form" method="post" action={`${path}/${form}`}>
        <CsrfField />
        <input type="hidden" name="version" value={record.version} />
        {children}
        <button class="usa-button usa-button--outline" type="submit">
          {summary}
        </button>
      </form>
    </details>
  );
}
