import type { VNode } from 'preact';
import { stateName } from '../../offices/states.rules.js';
import { withQuery } from '../../platform/pages/addresses.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { dayText } from '../../platform/pages/format.js';
import { StatusTag } from '../../platform/pages/status-tag.js';
import type { ProgramModel } from '../agreement.entity.js';
import type { Address } from '../agreement-list.address.js';
import type { StandpointQuery } from '../agreement-query.dto.js';
import { AgreementRows } from '../agreement-rows.js';
import type { AgreementOnDay } from '../agreements-on-day.js';
import type { Standpoint } from '../known-at.rules.js';
import type { AreaCounts } from './counts.rules.js';

interface AreaView {
  counts: AreaCounts;
  models: readonly ProgramModel[];
  /** What the list of agreements is narrowed to, so that it shows this area. */
  address: Address;
}

/** How many agreements of which model and status; each number leads to its list. */
export function AreaTables({ counts, models, address }: AreaView): VNode {
  const listOf = (filter: Address): string => withQuery('/agreements', { ...address, ...filter });
  return (
    <div class="moa-columns">
      <DataTable
        caption="In force, by program model"
        rows={models.filter(({ code }) => (counts.byModel[code] ?? 0) > 0)}
        keyOf={({ code }) => code}
        columns={[
          {
            header: 'Model',
            isRowHeader: true,
            cell: ({ code, name }) => (
              <a href={listOf({ model: code, status: 'in-force' })}>{name}</a>
            ),
          },
          { header: 'Agreements', isNumeric: true, cell: ({ code }) => counts.byModel[code] ?? 0 },
        ]}
      />
      <DataTable
        caption="All agreements, by status"
        rows={Object.entries(counts.byStatus)}
        keyOf={([status]) => status}
        columns={[
          {
            header: 'Status',
            isRowHeader: true,
            cell: ([status]) => (
              <a href={listOf({ status })}>
                <StatusTag status={status} />
              </a>
            ),
          },
          { header: 'Agreements', isNumeric: true, cell: ([, count]) => count },
        ]}
      />
    </div>
  );
}

/** In force, by state: for an office that answers for several. */
export function StateCounts(props: { counts: AreaCounts; standpoint: Address }): VNode | null {
  const rows = Object.entries(props.counts.byState);
  if (rows.length < 2) return null;
  return (
    <DataTable
      caption="In force, by state"
      rows={rows}
      keyOf={([state]) => state}
      columns={[
        {
          header: 'State',
          isRowHeader: true,
          cell: ([state]) => (
            <a href={withQuery(`/states/${state}`, props.standpoint)}>{stateName(state)}</a>
          ),
        },
        { header: 'Agreements', isNumeric: true, cell: ([, count]) => count },
      ]}
    />
  );
}

/** The first agreements in force, and the way to all. */
export function AreaAgreements(
  props: AreaView & {
    agreements: AgreementOnDay[];
    standpoint: Standpoint;
    query: StandpointQuery;
  },
): VNode {
  const { counts, agreements, standpoint, address } = props;
  const all = withQuery('/agreements', { ...address, status: 'in-force' });
  if (agreements.length === 0)
    return (
      <EmptyState>
        No agreement was in force here on {dayText(standpoint.asOf)}.{' '}
        <a href={withQuery('/agreements', address)}>See those of any status</a>.
      </EmptyState>
    );
  return (
    <>
      <p>
        {agreements.length < counts.inForce && `The first ${agreements.length} of them. `}
        <a href={all}>The list of all {counts.inForce} in force</a>
        {' · '}
        <a href={withQuery('/agreements.xlsx', { ...address, status: 'in-force' })}>
          Download Excel
        </a>
      </p>
      <AgreementRows {...props} caption="Agreements in force" />
    </>
  );
}
