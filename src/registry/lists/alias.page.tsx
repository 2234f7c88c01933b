import type { VNode } from 'preact';
import { stateName } from '../../offices/states.rules.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { type FieldError, ErrorSummary } from '../../platform/pages/error-summary.js';
import { SelectField } from '../../platform/pages/fields.js';
import type { ReportEntry } from './import-reports.js';
import { importPath, IMPORTS_PATH } from './import-words.js';
import type { ListImport } from './list-import.entity.js';

/** "This is another name of …": an agency of the state is chosen. */
export function AliasPage(props: {
  listImport: ListImport;
  entry: ReportEntry;
  agencies: { id: string; name: string }[];
  errors: FieldError[];
}): VNode {
  const { listImport, entry, agencies, errors } = props;
  const { id, fileName, version } = listImport;
  const { agency, state, sheetRow } = entry;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Imports', path: IMPORTS_PATH },
          { label: fileName, path: importPath(id) },
          { label: 'Another name' },
        ]}
      />
      <h1>“{agency}” is another name of …</h1>
      <p>
        Row {sheetRow} shows {agency} in {stateName(state)}, which the register does not know. If it
        is an agency that the register has under another name, choose it: this list and all later
        ones are then read so. It can be taken back on the agency&rsquo;s page.
      </p>
      <ErrorSummary errors={errors} />
      <form class="moa-narrow" method="post" action={importPath(id, `/aliases/${sheetRow ?? ''}`)}>
        <CsrfField />
        <input type="hidden" name="version" value={version} />
        <SelectField
          name="agencyId"
          label={`Agency in ${stateName(state)}`}
          value=""
          anyLabel="Choose"
          options={agencies.map(({ id: value, name }) => ({ value, label: name }))}
          error={errors[0]?.message}
        />
        <button class="usa-button" type="submit">
          Save the name
        </button>
      </form>
    </div>
  );
}
