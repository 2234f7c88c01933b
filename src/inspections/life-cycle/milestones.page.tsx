import type { VNode } from 'preact';
import { withQuery } from '../../platform/pages/addresses.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { SelectField } from '../../platform/pages/fields.js';
import { Pagination } from '../../platform/pages/pagination.js';
import type { Paged } from '../../platform/http/paging.js';
import { MILESTONE_STEPS } from './milestone.dto.js';
import { MilestoneTable } from './milestone-table.js';
import { STATUS_NAMES } from './life-cycle-words.js';
import type { MilestoneRow } from './milestones.service.js';

/** The ageing list of all visits. */
export function MilestonesPage(props: {
  page: Paged<MilestoneRow>;
  query: Record<string, string | number | undefined>;
}): VNode {
  const { page, query } = props;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[{ label: 'Inspections', path: '/inspections' }, { label: 'Milestones' }]}
      />
      <h1>Milestones</h1>
      <p>
        The step that each visit waits for, the oldest limit first. The limits are set by this
        installation, in days of the calendar; one on a weekend or a federal holiday is the business
        day after it, and of the notification the one before.
      </p>
      <form
        class="moa-filters"
        method="get"
        action="/inspections/milestones"
        role="search"
        aria-label="Filter milestones"
      >
        <SelectField
          name="standing"
          label="Standing"
          value={query['standing']?.toString()}
          anyLabel="Late or not"
          options={[
            { value: 'late', label: 'Past the limit' },
            { value: 'ahead', label: 'Not late' },
          ]}
        />
        <SelectField
          name="step"
          label="Waits for"
          value={query['step']?.toString()}
          anyLabel="Any step"
          options={MILESTONE_STEPS.map((value) => ({ value, label: STATUS_NAMES[value] ?? value }))}
        />
        <button class="usa-button" type="submit">
          Filter
        </button>
      </form>
      <div class="moa-actions">
        <a href={withQuery('/inspections/milestones.csv', { ...query, cursor: undefined })}>
          Download CSV
        </a>
      </div>
      {page.items.length === 0 ? (
        <EmptyState>No visit waits for such a step.</EmptyState>
      ) : (
        <MilestoneTable rows={page.items} />
      )}
      <Pagination
        path="/inspections/milestones"
        query={query}
        shown={page.items.length}
        total={page.total}
        nextCursor={page.nextCursor}
        what="milestones"
      />
    </div>
  );
}
