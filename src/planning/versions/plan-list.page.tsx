import type { VNode } from 'preact';
import { withQuery } from '../../platform/pages/addresses.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { type FieldError, ErrorSummary } from '../../platform/pages/error-summary.js';
import { SelectField, TextField } from '../../platform/pages/fields.js';
import { MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import { SampleTag, StatusTag } from '../../platform/pages/status-tag.js';
import { gapText, kmText, latenessText, planPath, SOLVE_WORDS } from './plan-words.js';
import type { PlanRow } from './plans.service.js';
import { isBeingSolved } from './solve-requests.js';

/** What was typed into the form of a new plan. */
export interface TypedDraft {
  fiscalYear?: string;
  name?: string;
  seconds?: string;
  seed?: string;
}

export interface PlanListView {
  fiscalYear: number | undefined;
  /** Years that have plans. */
  years: number[];
  rows: PlanRow[];
  /** Null = the viewer drafts none. */
  form: {
    openYears: number[];
    usualSeconds: number;
    typed: TypedDraft;
    errors: FieldError[];
  } | null;
}

/** Which plans of a year are there, and how good is each? */
export function PlanListPage({ fiscalYear, years, rows, form }: PlanListView): VNode {
  return (
    <div class="grid-container">
      <Breadcrumb items={[{ label: 'Home', path: '/' }, { label: 'Plan' }]} />
      <h1>{fiscalYear === undefined ? 'Plans' : `Plans of fiscal year ${fiscalYear}`}</h1>
      <p>
        A plan gives every visit of a fiscal year a week and a team. One person proposes it, another
        approves it, and only then do visits change.
      </p>
      <p>
        <a href={withQuery('/staffing', { fiscalYear })}>
          Staffing: how would the year go with other people?
        </a>
      </p>
      {form && <ErrorSummary errors={form.errors} />}
      <Years years={years} current={fiscalYear} />
      {rows.length === 0 ? (
        <EmptyState>
          There is no plan yet.{' '}
          {form ? 'Draft the first one below.' : 'A team leader drafts the first one.'}
        </EmptyState>
      ) : (
        <Versions rows={rows} />
      )}
      {form && <DraftForm {...form} />}
    </div>
  );
}

function Years({ years, current }: { years: number[]; current: number | undefined }): VNode | null {
  if (years.length < 2 && current === undefined) return null;
  return (
    <form class="moa-filters" method="get" action="/plans" aria-label="Choose a fiscal year">
      <SelectField
        name="fiscalYear"
        id="year-filter"
        label="Fiscal year"
        value={current === undefined ? undefined : String(current)}
        anyLabel="All"
        options={years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      <div class="moa-actions">
        <button class="usa-button usa-button--outline" type="submit">
          Show
        </button>
      </div>
    </form>
  );
}

function Versions({ rows }: { rows: PlanRow[] }): VNode {
  const { timeZone } = useRender();
  return (
    <DataTable
      caption="Versions, the latest first"
      rows={rows}
      keyOf={({ plan }) => plan.id}
      columns={[
        {
          header: 'Plan',
          isRowHeader: true,
          cell: ({ plan }) => <a href={planPath(plan.id)}>{plan.number}</a>,
        },
        { header: 'Name', cell: ({ plan }) => plan.name },
        {
          header: 'Status',
          cell: ({ plan, solve }) => (
            <>
              <StatusTag status={plan.status} />{' '}
              {solve && (isBeingSolved(solve.state) || solve.state === 'failed')
                ? SOLVE_WORDS[solve.state]
                : ''}{' '}
              {plan.isSample && <SampleTag />}
            </>
          ),
        },
        { header: 'Lateness', isNumeric: true, cell: ({ plan }) => latenessText(plan.lateness) },
        { header: 'Gap', isNumeric: true, cell: ({ plan }) => gapText(plan.gap) },
        { header: 'Travel', isNumeric: true, cell: ({ plan }) => kmText(plan.travelKm) },
        {
          header: 'Without a week',
          isNumeric: true,
          cell: ({ plan }) => plan.unscheduledCount,
        },
        {
          header: 'Drafted',
          cell: ({ plan }) => (
            <>
              <MomentTime moment={plan.createdAt} timeZone={timeZone} /> by {plan.createdBy}
            </>
          ),
        },
        { header: 'Approved', cell: ({ plan }) => plan.approvedBy ?? 'nobody yet' },
      ]}
    />
  );
}

function DraftForm({
  openYears,
  usualSeconds,
  typed,
  errors,
}: NonNullable<PlanListView['form']>): VNode {
  const error = (field: string): string | undefined =>
    errors.find((one) => one.field === field)?.message;
  return (
    <>
      <h2>Draft a plan</h2>
      <p>It starts from what is due, who can travel and what is scheduled today.</p>
      <form class="usa-form" method="post" action="/plans">
        <CsrfField />
        <SelectField
          name="fiscalYear"
          label="Fiscal year"
          value={typed.fiscalYear ?? String(openYears.at(-1) ?? '')}
          options={openYears.map((year) => ({ value: String(year), label: String(year) }))}
          error={error('fiscalYear')}
        />
        <TextField
          name="name"
          label="Name"
          hint="What this version tries: With the new leader in Dallas"
          value={typed.name}
          error={error('name')}
          isRequired
        />
        <TextField
          name="seconds"
          label="Seconds to look for better weeks and teams"
          value={typed.seconds ?? String(usualSeconds)}
          error={error('seconds')}
        />
        <TextField
          name="seed"
          label="Seed"
          hint="The same facts, iterations and seed give the same plan"
          value={typed.seed ?? '1'}
          error={error('seed')}
        />
        <button class="usa-button" type="submit">
          Draft it
        </button>
      </form>
    </>
  );
}
