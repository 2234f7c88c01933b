import type { VNode } from 'preact';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { ErrorSummary } from '../platform/pages/error-summary.js';
import { TextField } from '../platform/pages/fields.js';
import type { AgreementOnDay } from '../registry/registry-reader.js';
import { EntryFields, type EntryInput, problemWith } from './entry-fields.js';
import { type Register, REGISTERS } from './registers.rules.js';

/** Enters facts into a register of one agreement. */
export function NewEntryPage(props: {
  agreement: AgreementOnDay;
  register: Register;
  input: EntryInput;
}): VNode {
  const { agreement, register, input } = props;
  const path = `/agreements/${agreement.agreementId}`;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: agreement.agencyName, path },
          { label: 'Registers', path: `${path}/registers` },
          { label: register.title },
        ]}
      />
      <h1>
        {register.title} of {agreement.agencyName}: new entry
      </h1>
      <ErrorSummary
        errors={input.problems.map(({ parameter, detail }) => ({
          message: detail,
          ...(parameter && { field: parameter }),
        }))}
      />
      <p>
        {register.about} For many at once,{' '}
        <a href={`/registers/import?register=${register.code}`}>import a table</a>.
      </p>
      <nav aria-label="Registers">
        <ul class="moa-list">
          {REGISTERS.filter(({ code }) => code !== register.code).map(({ code, title }) => (
            <li key={code}>
              <a href={`${path}/registers/new?register=${code}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <form class="usa-form" method="post" action={`${path}/registers`}>
        <CsrfField />
        <input type="hidden" name="register" value={register.code} />
        <EntryFields register={register} {...input} />
        <TextField
          name="source"
          label="Source"
          value={input.typed['source']}
          hint="Where the facts come from"
          error={problemWith('source', input)}
          isRequired
        />
        <button class="usa-button" type="submit">
          Record it
        </button>
      </form>
    </div>
  );
}
