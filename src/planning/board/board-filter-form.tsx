import type { VNode } from 'preact';
import { SelectField } from '../../platform/pages/fields.js';
import { QUARTERS } from './board-filter.rules.js';
import { boardPath, type BoardView } from './board-view.js';

/** Which part of the year, and whose. */
export function BoardFilterForm({ view }: { view: BoardView }): VNode {
  const { board, content, query } = view;
  return (
    <form
      class="moa-filters"
      method="get"
      action={boardPath(content.plan.id)}
      aria-label="Choose weeks and people"
    >
      <SelectField
        name="quarter"
        label="Quarter"
        value={board.quarter}
        options={QUARTERS.map((value) => ({
          value,
          label: value === 'year' ? 'The whole year' : `Quarter ${value}`,
        }))}
      />
      <SelectField
        name="office"
        label="Home office"
        value={query.office}
        anyLabel="All"
        options={board.offices.map((office) => ({ value: office, label: office }))}
      />
      <SelectField
        name="person"
        label="Position"
        value={query.person}
        anyLabel="All"
        options={board.people.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <div class="moa-actions">
        <button class="usa-button usa-button--outline" type="submit">
          Show
        </button>
      </div>
    </form>
  );
}
