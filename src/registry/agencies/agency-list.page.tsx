import type { VNode } from 'preact';
import { stateName } from '../../offices/states.rules.js';
import type { Paged } from '../../platform/http/paging.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { SelectField, TextField } from '../../platform/pages/fields.js';
import { Pagination } from '../../platform/pages/pagination.js';
import type { Agency } from '../agreement.entity.js';
import type { AgencyQuery } from './agency.dto.js';

const PATH = '/agencies';

export interface AgencyListView {
  query: AgencyQuery;
  page: Paged<Agency>;
  states: string[];
  /** Names; null where the viewer sees the own field office only. */
  offices: string[] | null;
}

/** Which agencies does the register know? */
export function AgencyListPage({ query, page, states, offices }: AgencyListView): VNode {
  const { state, fieldOffice, q, limit, cursor } = query;
  return (
    <div class="grid-container">
      <h1>Agencies</h1>
      <form class="moa-filters" method="get" action={PATH} aria-label="Filter agencies">
        <SelectField
          name="state"
          label="State"
          value={state?.toUpperCase()}
          anyLabel="Any"
          options={states.map((code) => ({ value: code, label: stateName(code) }))}
        />
        {offices && (
          <SelectField
            name="fieldOffice"
            label="Field office"
            value={fieldOffice}
            anyLabel="Any"
            options={offices.map((name) => ({ value: name, label: name }))}
          />
        )}
        <TextField name="q" label="Agency" value={q} />
        <div class="moa-actions">
          <button class="usa-button" type="submit">
            Filter
          </button>
        </div>
      </form>
      {page.total === 0 ? (
        <EmptyState>
          No agency matches. <a href={PATH}>Show all agencies</a>.
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption="Agencies"
            isCaptionHidden
            rows={page.items}
            keyOf={({ id }) => id}
            columns={[
              {
                header: 'Agency',
                isRowHeader: true,
                cell: ({ id, name }) => <a href={`${PATH}/${id}`}>{name}</a>,
              },
              {
                header: 'State',
                cell: (row) => <a href={`/states/${row.state}`}>{stateName(row.state)}</a>,
              },
              { header: 'County', cell: ({ county }) => county ?? 'not known' },
              { header: 'Type', cell: ({ type }) => type ?? 'not known' },
            ]}
          />
          <Pagination
            path={PATH}
            query={{ state, fieldOffice, q, cursor, limit: limit === 50 ? undefined : limit }}
            shown={page.items.length}
            total={page.total}
            nextCursor={page.nextCursor}
            what="agencies"
          />
        </>
      )}
    </div>
  );
}
