import type { VNode } from 'preact';
import type { ProblemItem } from '../platform/http/problem.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { ErrorSummary } from '../platform/pages/error-summary.js';
import { DateField, SelectField, TextField } from '../platform/pages/fields.js';
import { FIGURE_COLUMNS } from './figure-table.rules.js';
import { FigureTable } from './figure-table.js';
import type { FigureRegister } from './figures.service.js';
import { MEASURES } from './measures.rules.js';

/** What was typed into the form, and what was wrong with it. */
export interface FigureInput {
  typed: Partial<Record<'measure' | 'from' | 'until' | 'value' | 'source', string>>;
  problems: ProblemItem[];
}

/** How is the agreement used, and who says so? */
export function FiguresPage(props: {
  register: FigureRegister;
  /** Null = the viewer enters none. */
  form: FigureInput | null;
}): VNode {
  const { register, form } = props;
  const { agreement, current, corrected } = register;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Agreements', path: '/agreements?status=in-force' },
          { label: agreement.agencyName, path: `/agreements/${agreement.agreementId}` },
          { label: 'Figures' },
        ]}
      />
      <h1>
        Figures of {agreement.agencyName}, {agreement.state}
      </h1>
      {form && <FigureForm agreementId={agreement.agreementId} {...form} />}
      <h2>What counts</h2>
      {current.length === 0 ? (
        <EmptyState>
          No figure is on record. What is entered here stands among the evidence of a renewal
          review.
        </EmptyState>
      ) : (
        <FigureTable caption="Figures that count" figures={current} />
      )}
      {corrected.length > 0 && (
        <>
          <h2>What was corrected</h2>
          <FigureTable caption="Figures that a later one corrected" figures={corrected} />
        </>
      )}
    </div>
  );
}

function FigureForm(props: FigureInput & { agreementId: string }): VNode {
  const { agreementId, typed, problems } = props;
  const errorOf = (field: string): string | undefined =>
    problems.find(({ parameter }) => parameter === field)?.detail;
  return (
    <>
      <ErrorSummary
        errors={problems.map(({ parameter, detail }) => ({
          message: detail,
          ...(parameter && { field: parameter }),
        }))}
      />
      <h2>Enter a figure</h2>
      <p>
        A number of the same measure and period corrects the one before; both stay. For many
        agreements at once, <a href="/figures/import">import a table</a>.
      </p>
      <form class="usa-form" method="post" action={`/agreements/${agreementId}/figures`}>
        <CsrfField />
        <SelectField
          name="measure"
          label="Measure"
          value={typed.measure}
          error={errorOf('measure')}
          options={MEASURES.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <DateField
          name="from"
          label="First day"
          value={typed.from}
          error={errorOf('from')}
          isRequired
        />
        <DateField
          name="until"
          label="Last day"
          value={typed.until}
          error={errorOf('until')}
          isRequired
        />
        <TextField
          name="value"
          label="Number"
          value={typed.value}
          error={errorOf('value')}
          isRequired
        />
        <TextField
          name="source"
          label="Source"
          value={typed.source}
          hint="Where the number comes from"
          error={errorOf('source')}
          isRequired
        />
        <button class="usa-button" type="submit">
          Record it
        </button>
      </form>
    </>
  );
}

/** Reads a table of figures of many agreements. */
export function FigureImportPage(props: { source: string; problems: ProblemItem[] }): VNode {
  const { source, problems } = props;
  const sourceError = problems.find(({ parameter }) => parameter === 'source')?.detail;
  const fileProblems = problems.filter(({ parameter }) => parameter !== 'source');
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Renewals and terminations', path: '/renewals?reviewState=undecided' },
          { label: 'Import figures' },
        ]}
      />
      <h1>Import figures</h1>
      <ErrorSummary
        errors={problems.map(({ parameter, detail }) => ({
          message: detail,
          field: parameter === 'source' ? 'source' : 'file',
        }))}
      />
      {fileProblems.length > 0 && (
        <p>Nothing was recorded. Put the table right and send it again.</p>
      )}
      <p>
        A CSV file with the columns {FIGURE_COLUMNS.join(', ')}; the first row names them. Days are
        written as 2012-09-30 or 9/30/2012. Either every row is recorded or none; what is on record
        already is left as it is.
      </p>
      <details>
        <summary>The measures that a table may name</summary>
        <ul class="moa-list">
          {MEASURES.map(({ code, name }) => (
            <li key={code}>
              <code>{code}</code>: {name}
            </li>
          ))}
        </ul>
      </details>
      <form class="usa-form" method="post" action="/figures/import" enctype="multipart/form-data">
        <CsrfField />
        <label class="usa-label" for="file">
          CSV file
        </label>
        <input class="usa-file-input" id="file" name="file" type="file" accept=".csv,text/csv" />
        <TextField
          name="source"
          label="Source"
          value={source}
          hint="Where the numbers come from; stands beside each of them"
          error={sourceError}
          isRequired
        />
        <button class="usa-button" type="submit">
          Import
        </button>
      </form>
    </div>
  );
}
