import type { VNode } from 'preact';
import type { Day } from '../../platform/clock/calendar.js';
import { counted } from '../../platform/counted.js';
import type { Paged } from '../../platform/http/paging.js';
import { withQuery } from '../../platform/pages/addresses.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { DateField, SelectField } from '../../platform/pages/fields.js';
import { DayTime } from '../../platform/pages/format.js';
import { Pagination } from '../../platform/pages/pagination.js';
import { SampleTag } from '../../platform/pages/status-tag.js';
import type { ProgramModel } from '../../registry/agreement.entity.js';
import type { PersonRow } from '../people/people.service.js';
import { DaysCell, Models, PersonLink, ROLE_WORDS, Vacant } from '../workforce-cells.js';
import type { PositionQuery } from './position.dto.js';
import type { PositionRow } from './positions.service.js';

const PATH = '/workforce';

export interface PositionListView {
  asOf: Day;
  query: PositionQuery;
  page: Paged<PositionRow>;
  vacancies: number;
  models: ProgramModel[];
  /** Active people of the unit who hold no position today. */
  unplaced: PersonRow[];
  /** The field office that limits what the viewer sees. */
  scope: string | null;
  mayManage: boolean;
}

/** Which positions are there, and who holds them? */
export function PositionListPage(view: PositionListView): VNode {
  const { asOf, page, scope, vacancies, mayManage } = view;
  const { role, vacant, qualification, limit, cursor } = view.query;
  const address = {
    ...{ asOf: view.query.asOf, role, vacant, qualification, cursor },
    limit: limit === 50 ? undefined : limit,
  };
  const exported = { ...address, cursor: undefined, limit: undefined };
  return (
    <div class="grid-container">
      <h1>Staff</h1>
      <p>
        As of <DayTime day={asOf} />: {counted(page.total, 'position')}, of which {vacancies}{' '}
        vacant. {scope && <>You see those of the {scope} field office.</>}
      </p>
      <Filters {...view} />
      <p class="moa-actions">
        <a href={`${PATH}/capacity`}>Capacity by quarter</a>
        <a href={withQuery(`${PATH}.csv`, exported)}>Download CSV</a>
        <a href={withQuery(`${PATH}.xlsx`, exported)}>Download Excel</a>
        {mayManage && <a href={`${PATH}/positions/new`}>Establish a position</a>}
      </p>
      {page.total === 0 ? (
        <EmptyState>
          No position matches. Choose fewer filters or another day
          {mayManage ? ', or establish a position.' : '.'}
        </EmptyState>
      ) : (
        <>
          <Positions rows={page.items} />
          <Pagination
            path={PATH}
            query={address}
            shown={page.items.length}
            total={page.total}
            nextCursor={page.nextCursor}
            what="positions"
          />
        </>
      )}
      <Unplaced people={view.unplaced} />
    </div>
  );
}

function Positions({ rows }: { rows: PositionRow[] }): VNode {
  return (
    <DataTable
      caption="Positions of the Inspections Unit"
      isCaptionHidden
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          header: 'Position',
          isRowHeader: true,
          cell: ({ id, title, isSample }) => (
            <>
              <a href={`${PATH}/positions/${id}`}>{title}</a> {isSample && <SampleTag />}
            </>
          ),
        },
        { header: 'Role', cell: ({ role }) => ROLE_WORDS[role] },
        { header: 'Home', cell: ({ officeName }) => officeName },
        {
          header: 'Holder',
          cell: ({ holder }) =>
            holder ? <PersonLink id={holder.accountId} name={holder.name} /> : <Vacant />,
        },
        {
          header: 'Qualifications',
          cell: ({ holder, qualifications }) => (
            <>
              {!holder && 'asks for '}
              <Models models={qualifications} />
            </>
          ),
        },
        {
          header: 'Travel weeks a quarter',
          isNumeric: true,
          cell: ({ travelWeeksPerQuarter }) => travelWeeksPerQuarter,
        },
        {
          header: 'Leave ahead',
          cell: ({ leaveAhead }) => (leaveAhead ? <DaysCell days={leaveAhead} /> : 'none'),
        },
      ]}
    />
  );
}

function Unplaced({ people }: { people: PersonRow[] }): VNode | null {
  if (people.length === 0) return null;
  return (
    <>
      <h2>People without a position today</h2>
      <ul class="moa-list">
        {people.map(({ person }) => (
          <li key={person.id}>
            <PersonLink id={person.id} name={person.displayName} />,{' '}
            {person.role === 'team-leader' ? 'team leader' : 'inspector'}
          </li>
        ))}
      </ul>
    </>
  );
}

function Filters({ query, models }: PositionListView): VNode {
  return (
    <form class="moa-filters" method="get" action={PATH} aria-label="Narrow the list">
      <DateField name="asOf" label="As of" value={query.asOf} />
      <SelectField
        name="role"
        label="Role"
        value={query.role}
        anyLabel="Any"
        options={[
          { value: 'leader', label: 'Team leaders' },
          { value: 'inspector', label: 'Inspectors' },
        ]}
      />
      <SelectField
        name="vacant"
        label="Filled"
        value={query.vacant}
        anyLabel="Any"
        options={[
          { value: 'false', label: 'Held by somebody' },
          { value: 'true', label: 'Vacant' },
        ]}
      />
      <SelectField
        name="qualification"
        label="Qualified for"
        value={query.qualification}
        anyLabel="Any"
        options={models.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <div class="moa-actions">
        <button class="usa-button" type="submit">
          Show
        </button>
      </div>
    </form>
  );
}
