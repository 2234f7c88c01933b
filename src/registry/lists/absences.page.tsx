import type { VNode } from 'preact';
import { counted } from '../../platform/counted.js';
import type { Paged } from '../../platform/http/paging.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { DataTable, type TableColumn } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { type FieldError, ErrorSummary } from '../../platform/pages/error-summary.js';
import { TextAreaField } from '../../platform/pages/fields.js';
import { DayTime } from '../../platform/pages/format.js';
import { Pagination } from '../../platform/pages/pagination.js';
import type { OpenAbsence } from './absences.service.js';
import { ABSENCES_PATH, RESOLUTION_NAMES } from './absence-words.js';
import type { ModelNames } from './import-diff.js';
import { IMPORTS_PATH } from './import-words.js';

/** Agreements that a list lacks: what became of each? */
export function AbsencesPage(props: {
  page: Paged<OpenAbsence>;
  query: { limit: number; cursor?: string };
  modelNames: ModelNames;
  mayManage: boolean;
  typed: { reason: string; chosen: ReadonlySet<string> };
  errors: FieldError[];
}): VNode {
  const { page, query, modelNames, mayManage, typed, errors } = props;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[{ label: 'Imports', path: IMPORTS_PATH }, { label: 'Missing from a list' }]}
      />
      <h1>Missing from a list</h1>
      {page.total === 0 ? (
        <EmptyState>
          No question is open. The next one opens when a list lacks an agreement that was in force.
        </EmptyState>
      ) : (
        <>
          <p>
            {counted(page.total, 'agreement')} {page.total === 1 ? 'is' : 'are'} not shown any more,
            and nobody has said what became of {page.total === 1 ? 'it' : 'them'}. Until then{' '}
            {page.total === 1 ? 'it counts' : 'they count'} as absent and not as in force. A
            question closes by itself when a later list shows the agreement again.
          </p>
          {mayManage ? (
            <form method="post" action={`${ABSENCES_PATH}/proposals`}>
              <CsrfField />
              <ErrorSummary errors={errors} />
              <Open rows={page.items} modelNames={modelNames} chosen={typed.chosen} mayManage />
              <div class="moa-narrow">
                <TextAreaField
                  name="reason"
                  label="Reason for all that are chosen"
                  hint="How it is known. It stands in the history of each agreement."
                  value={typed.reason}
                  error={errors.find(({ field }) => field === 'reason')?.message}
                  isRequired
                />
                <button class="usa-button" type="submit">
                  Accept what is proposed for those chosen
                </button>
              </div>
            </form>
          ) : (
            <Open
              rows={page.items}
              modelNames={modelNames}
              chosen={typed.chosen}
              mayManage={false}
            />
          )}
          <Pagination
            path={ABSENCES_PATH}
            query={{ ...query }}
            shown={page.items.length}
            total={page.total}
            nextCursor={page.nextCursor}
            what="questions"
          />
        </>
      )}
    </div>
  );
}

function Open(props: {
  rows: OpenAbsence[];
  modelNames: ModelNames;
  chosen: ReadonlySet<string>;
  mayManage: boolean;
}): VNode {
  const { rows, modelNames, chosen, mayManage } = props;
  const choice: TableColumn<OpenAbsence> = {
    header: 'Choose',
    cell: ({ id, version, agencyName, state }) => (
      <div class="usa-checkbox">
        <input
          class="usa-checkbox__input"
          id={`chosen-${id}`}
          type="checkbox"
          name={`chosen[${id}]`}
          value={version}
          checked={chosen.has(id)}
        />
        <label class="usa-checkbox__label" for={`chosen-${id}`}>
          <span class="usa-sr-only">
            {agencyName}, {state}
          </span>
        </label>
      </div>
    ),
  };
  return (
    <DataTable
      caption="Agreements that a list lacks"
      isCaptionHidden
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        ...(mayManage ? [choice] : []),
        {
          header: 'Agreement',
          isRowHeader: true,
          cell: ({ agreementId, agencyName, state }) => (
            <a href={`/agreements/${agreementId}`}>
              {agencyName}, {state}
            </a>
          ),
        },
        { header: 'Model', cell: ({ model }) => modelNames.get(model) ?? model },
        { header: 'First list without it', cell: ({ onDay }) => <DayTime day={onDay} /> },
        { header: 'Last list with it', cell: ({ lastListedOn }) => <DayTime day={lastListedOn} /> },
        { header: 'Proposed', cell: ({ proposal }) => RESOLUTION_NAMES[proposal] },
        ...(mayManage
          ? [
              {
                header: 'Answer',
                cell: ({ id, agencyName, state }: OpenAbsence) => (
                  <a
                    href={`${ABSENCES_PATH}/${id}`}
                    aria-label={`Answer for ${agencyName}, ${state}`}
                  >
                    Answer
                  </a>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
