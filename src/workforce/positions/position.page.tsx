import type { VNode } from 'preact';
import { AuditTrailLink } from '../../audit/audit-trail-link.js';
import { addDays } from '../../platform/clock/calendar.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { DateField, SelectField, TextField } from '../../platform/pages/fields.js';
import { DayTime } from '../../platform/pages/format.js';
import { SampleTag } from '../../platform/pages/status-tag.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import type { PersonRow } from '../people/people.service.js';
import { fieldOf, type FormInput, NOTHING_TYPED, Problems } from '../form-input.js';
import { ConcernedVisits, Models, PersonLink, ROLE_WORDS, Vacant } from '../workforce-cells.js';
import type { PositionDetail, PositionHold } from './positions.service.js';

export type PositionForm = 'fill' | 'vacate' | 'abolish';

export interface PositionView {
  detail: PositionDetail;
  /** Whoever could hold it, by name; null = the viewer changes nothing. */
  candidates: PersonRow[] | null;
  /** The form that was refused, with what was typed. */
  refused: { form: PositionForm; input: FormInput } | null;
}

/** Who held this position, holds it and will? */
export function PositionPage(view: PositionView): VNode {
  const { detail, candidates, refused } = view;
  const { position, today } = detail;
  return (
    <div class="grid-container">
      <Breadcrumb items={[{ label: 'Staff', path: '/workforce' }, { label: position.title }]} />
      <h1>{position.title}</h1>
      <Problems input={refused?.input ?? NOTHING_TYPED} />
      {position.isSample && (
        <p>
          <SampleTag /> This position is invented.
        </p>
      )}
      <ConcernedVisits
        heading="Scheduled visits without a holder on all their days"
        visits={detail.concerned}
      />
      <SummaryList
        facts={[
          ['Role', ROLE_WORDS[position.role]],
          ['Home', detail.officeName],
          ['Holder today', <HolderToday key="holder" today={today} />],
          ['Asks its holder for', <Models key="models" models={position.qualifications} />],
          ['Travel weeks a quarter', travelWords(detail)],
          ['Established', <DayTime key="established" day={position.establishedOn} />],
          ...(position.abolishedOn === null
            ? []
            : [
                ['Last day', <DayTime key="last" day={addDays(position.abolishedOn, -1)} />] as [
                  string,
                  VNode,
                ],
              ]),
        ]}
      />
      <h2>Holders</h2>
      <Holders holds={detail.holds} />
      {candidates && (
        <>
          <h2>Change it</h2>
          <p class="moa-actions">
            <a href={`/workforce/positions/${position.id}/change`}>
              Title, home, what it asks for, travel weeks
            </a>
          </p>
          <Forms {...view} candidates={candidates} />
        </>
      )}
      <AuditTrailLink type="position" id={position.id} />
    </div>
  );
}

function HolderToday({ today }: Pick<PositionDetail, 'today'>): VNode {
  if (!today) return <>It does not exist today.</>;
  if (!today.holder) return <Vacant />;
  return (
    <>
      <PersonLink id={today.holder.accountId} name={today.holder.name} />, qualified for{' '}
      <Models models={today.qualifications} />
    </>
  );
}

const travelWords = ({ position, travelWeeksPerQuarter }: PositionDetail): string =>
  position.travelWeeksPerQuarter === null
    ? `${travelWeeksPerQuarter}, set by this installation`
    : `${travelWeeksPerQuarter}, set for this position`;

function Holders({ holds }: { holds: PositionHold[] }): VNode {
  if (holds.length === 0)
    return <EmptyState>Nobody has held it yet. Fill it below, or leave it vacant.</EmptyState>;
  return (
    <DataTable
      caption="Holders of this position"
      isCaptionHidden
      rows={holds}
      keyOf={({ accountId, holdsFrom }) => `${accountId} ${holdsFrom}`}
      columns={[
        {
          header: 'Who',
          isRowHeader: true,
          cell: ({ accountId, name }) => <PersonLink id={accountId} name={name} />,
        },
        { header: 'First day', cell: ({ holdsFrom }) => <DayTime day={holdsFrom} /> },
        {
          header: 'Last day',
          cell: ({ holdsUntil }) =>
            holdsUntil === null ? 'no end' : <DayTime day={addDays(holdsUntil, -1)} />,
        },
      ]}
    />
  );
}

function Forms(props: PositionView & { candidates: PersonRow[] }): VNode {
  const { detail, candidates, refused } = props;
  const { position } = detail;
  const inputOf = (form: PositionForm): FormInput =>
    refused?.form === form ? refused.input : NOTHING_TYPED;
  return (
    <>
      <Form {...props} form="fill" summary="Give it to somebody" button="Fill it">
        <SelectField
          {...fieldOf(inputOf('fill'), 'accountId', 'Who')}
          anyLabel="Choose"
          options={candidates.map(({ person, position: held }) => ({
            value: person.id,
            label: held ? `${person.displayName} (${held.title} today)` : person.displayName,
          }))}
        />
        <DateField {...forForm('fill', fieldOf(inputOf('fill'), 'from', 'First day'))} isRequired />
        <DateField
          {...fieldOf(inputOf('fill'), 'until', 'First day without them', 'Empty = no end')}
        />
      </Form>
      {detail.holds.length > 0 && (
        <Form {...props} form="vacate" summary="Vacate it" button="Vacate it">
          <DateField
            {...forForm('vacate', fieldOf(inputOf('vacate'), 'from', 'First day without a holder'))}
            isRequired
          />
          <TextField
            {...forForm('vacate', fieldOf(inputOf('vacate'), 'reason', 'Why'))}
            isRequired
          />
        </Form>
      )}
      {position.abolishedOn === null && (
        <Form {...props} form="abolish" summary="Abolish it" button="Abolish it">
          <DateField {...fieldOf(inputOf('abolish'), 'on', 'First day without it')} isRequired />
          <TextField
            {...forForm('abolish', fieldOf(inputOf('abolish'), 'reason', 'Why'))}
            isRequired
          />
        </Form>
      )}
    </>
  );
}

/** Several forms of the page have a field of this name: that of the refused one keeps it as its id, for the summary. */
const forForm = <Field extends { name: string; error: string | undefined }>(
  form: PositionForm,
  field: Field,
): Field & { id: string } => ({
  ...field,
  id: field.error === undefined ? `${form}-${field.name}` : field.name,
});

function Form(
  props: Pick<PositionView, 'detail' | 'refused'> & {
    form: PositionForm;
    summary: string;
    button: string;
    children: VNode | VNode[];
  },
): VNode {
  const { detail, refused, form, summary, button, children } = props;
  const { id, version } = detail.position;
  return (
    <details open={refused?.form === form}>
      <summary>{summary}</summary>
      <form class="usa-form" method="post" action={`/workforce/positions/${id}/${form}`}>
        <CsrfField />
        <input type="hidden" name="version" value={version} />
        {children}
        <button class="usa-button" type="submit">
          {button}
        </button>
      </form>
    </details>
  );
}
