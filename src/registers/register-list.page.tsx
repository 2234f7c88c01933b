import type { VNode } from 'preact';
import { stateName, STATE_CODES } from '../offices/states.rules.js';
import type { Day } from '../platform/clock/calendar.js';
import { counted } from '../platform/counted.js';
import type { Paged } from '../platform/http/paging.js';
import { withQuery } from '../platform/pages/addresses.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { SelectField } from '../platform/pages/fields.js';
import { DayTime } from '../platform/pages/format.js';
import { Pagination } from '../platform/pages/pagination.js';
import { EntryLink, FactCell, tellingFields } from './fact-cells.js';
import type { EntryQuery } from './register.dto.js';
import { type Register, REGISTERS } from './registers.rules.js';
import type { EntryRow } from './registers.service.js';

const PATH = '/registers';

export interface RegisterListView {
  today: Day;
  register: Register;
  query: EntryQuery;
  page: Paged<EntryRow>;
  offices: string[];
  /** The field office that limits what the viewer sees. */
  scope: string | null;
  mayEnter: boolean;
}

/** What stands in one register, of all agreements? */
export function RegisterListPage(view: RegisterListView): VNode {
  const { register, page, scope, today, mayEnter } = view;
  const { state, fieldOffice, agreement, limit, cursor } = view.query;
  const address = {
    register: register.code,
    ...{ state, fieldOffice, agreement, cursor },
    limit: limit === 50 ? undefined : limit,
  };
  const exported = { ...address, cursor: undefined, limit: undefined };
  return (
    <div class="grid-container">
      <Breadcrumb items={[{ label: 'Reports', path: '/reports' }, { label: 'Registers' }]} />
      <h1>Registers: {register.title}</h1>
      <p>
        As of <DayTime day={today} />: {counted(page.total, 'entry', 'entries')}.{' '}
        {scope && <>You see those of the {scope} field office. </>}
        {register.about} What is due and what is late stands on the registers of each agreement.
      </p>
      <Filters {...view} />
      <p class="moa-actions">
        <a href={withQuery(`${PATH}.csv`, exported)}>Download CSV</a>
        <a href={withQuery(`${PATH}.xlsx`, exported)}>Download Excel</a>
        {mayEnter && (
          <a href={withQuery(`${PATH}/import`, { register: register.code })}>Import a table</a>
        )}
      </p>
      {page.total === 0 ? (
        <EmptyState>
          No entry matches. Facts are entered on the registers of an agreement, or imported as a
          table.
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption={`${register.title} on record`}
            isCaptionHidden
            rows={page.items}
            keyOf={({ entry }) => entry.id}
            columns={[
              {
                header: 'Entry',
                isRowHeader: true,
                cell: ({ entry }) => <EntryLink entry={entry} />,
              },
              {
                header: 'Agreement',
                cell: ({ agreement: { agreementId, agencyName, state: code } }) => (
                  <>
                    <a href={`/agreements/${agreementId}/registers`}>{agencyName}</a>, {code}
                  </>
                ),
              },
              ...tellingFields(register).map((field) => ({
                header: field.label,
                isNumeric: field.kind === 'number',
                cell: ({ entry }: EntryRow) => (
                  <FactCell field={field} value={entry.facts[field.name] ?? null} />
                ),
              })),
            ]}
          />
          <Pagination
            path={PATH}
            query={address}
            shown={page.items.length}
            total={page.total}
            nextCursor={page.nextCursor}
            what="entries"
          />
        </>
      )}
    </div>
  );
}

function Filters({ register, query, offices, scope }: RegisterListView): VNode {
  return (
    <form class="moa-filters" method="get" action={PATH} aria-label="Choose a register">
      <SelectField
        name="register"
        label="Register"
        value={register.code}
        options={REGISTERS.map(({ code, title }) => ({ value: code, label: title }))}
      />
      <SelectField
        name="state"
        label="State"
        value={query.state?.toUpperCase()}
        anyLabel="Any"
        options={STATE_CODES.map((code) => ({ value: code, label: stateName(code) }))}
      />
      {scope === null && (
        <SelectField
          name="fieldOffice"
          label="Field office"
          value={query.fieldOffice}
          anyLabel="Any"
          options={offices.map((name) => ({ value: name, label: name }))}
        />
      )}
      <div class="moa-actions">
        <button class="usa-button" type="submit">
          Show
        </button>
      </div>
    </form>
  );
}
