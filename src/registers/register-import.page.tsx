import type { VNode } from 'preact';
import type { ProblemItem } from '../platform/http/problem.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { ErrorSummary } from '../platform/pages/error-summary.js';
import { FileField, SelectField, TextField } from '../platform/pages/fields.js';
import { columnOf, columnsOf } from './register-table.rules.js';
import { type Register, REGISTERS } from './registers.rules.js';

/** Reads a table of one register, of many agreements. */
export function RegisterImportPage(props: {
  register: Register;
  source: string;
  problems: readonly ProblemItem[];
}): VNode {
  const { register, source, problems } = props;
  const sourceError = problems.find(({ parameter }) => parameter === 'source')?.detail;
  const hasFileProblems = problems.some(({ parameter }) => parameter !== 'source');
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Registers', path: `/registers?register=${register.code}` },
          { label: 'Import a table' },
        ]}
      />
      <h1>Import a table</h1>
      <ErrorSummary
        errors={problems.map(({ parameter, detail }) => ({
          message: detail,
          field: parameter === 'source' ? 'source' : 'file',
        }))}
      />
      {hasFileProblems && <p>Nothing was recorded. Put the table right and send it again.</p>}
      <p>
        A CSV file of one register; the first row names its columns, others are passed over. Days
        are written as 2012-09-30 or 9/30/2012, hours as 2012-09-30 14:30, as the clock shows them
        where the field office is. Either every row is recorded or none; what is on record already,
        word for word, is left as it is. Officers come before their trainings and authorizations.
      </p>
      <form class="usa-form" method="post" action="/registers/import" enctype="multipart/form-data">
        <CsrfField />
        <SelectField
          name="register"
          label="Register"
          value={register.code}
          options={REGISTERS.map(({ code, title }) => ({ value: code, label: title }))}
        />
        <FileField name="file" label="CSV file" value={undefined} accept=".csv,text/csv" />
        <TextField
          name="source"
          label="Source"
          value={source}
          hint="Where the facts come from; stands beside each of them"
          error={sourceError}
          isRequired
        />
        <button class="usa-button" type="submit">
          Import
        </button>
      </form>
      <h2>The columns of each register</h2>
      {REGISTERS.map((one) => (
        <section key={one.code}>
          <h3>{one.title}</h3>
          <p>
            <code>{columnsOf(one).join(', ')}</code>
          </p>
          <Choices register={one} />
        </section>
      ))}
    </div>
  );
}

/** What the cells of a choice may hold. */
function Choices({ register }: { register: Register }): VNode {
  const choices = register.fields.filter(({ options }) => options !== undefined);
  return (
    <>
      {choices.map(({ name, kind, options = [] }) => (
        <p key={name}>
          <code>{columnOf(name)}</code> is{' '}
          {kind === 'roles' ? 'some, with semicolons between them, ' : 'one '}
          of {options.map(({ value }) => value).join(', ')}.
        </p>
      ))}
    </>
  );
}
