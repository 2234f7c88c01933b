import type { VNode } from 'preact';
import { stateName } from '../../offices/states.rules.js';
import type { ProblemItem } from '../../platform/http/problem.js';
import type { Paged } from '../../platform/http/paging.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { ErrorSummary } from '../../platform/pages/error-summary.js';
import { SelectField, TextAreaField, TextField } from '../../platform/pages/fields.js';
import { Pagination } from '../../platform/pages/pagination.js';
import { CountyList, countyListId } from '../agencies/place-form.js';
import type { Placement } from '../agencies/place.rules.js';
import type { Agency } from '../agreement.entity.js';

const PATH = '/offices/unplaced';

export interface UnplacedView {
  page: Paged<Agency>;
  cursor: string | undefined;
  /** Names of all field offices. */
  offices: string[];
  /** What was refused: of which agency, what was typed, and what was wrong with it. */
  refused: { agencyId: string; typed: Placement; problems: ProblemItem[] } | null;
}

/** Which agencies has the map left open, and where do they lie? */
export function UnplacedPage(view: UnplacedView): VNode {
  const { page, cursor, refused } = view;
  const states = [...new Set(page.items.map(({ state }) => state))];
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Field offices', path: '/offices' },
          { label: 'Agencies without a field office' },
        ]}
      />
      <h1>Agencies without a field office</h1>
      {page.total === 0 ? (
        <EmptyState>
          Every agency with an agreement has a field office. <a href="/offices">Field offices</a>
        </EmptyState>
      ) : (
        <>
          <p>
            {page.total === 1 ? '1 agency' : `${page.total} agencies`} with an agreement, for which
            today&rsquo;s map has no answer: in California, New York and Texas it divides the state
            by county. Name the county, or the field office itself; it then answers from the first
            day of the agency&rsquo;s earliest agreement.
          </p>
          {refused && (
            <ErrorSummary
              errors={refused.problems.map(({ parameter, detail }) => ({
                ...(parameter && { field: `${parameter}-${refused.agencyId}` }),
                message: detail,
              }))}
            />
          )}
          {states.map((state) => (
            <CountyList key={state} state={state} />
          ))}
          <ul class="usa-list usa-list--unstyled moa-forms">
            {page.items.map((agency) => (
              <PlacementFold key={agency.id} agency={agency} {...view} />
            ))}
          </ul>
          <Pagination
            path={PATH}
            query={{ cursor }}
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

function PlacementFold({
  agency,
  offices,
  refused,
}: Pick<UnplacedView, 'offices' | 'refused'> & { agency: Agency }): VNode {
  const { id, name, state, county } = agency;
  const own = refused?.agencyId === id ? refused : null;
  const typed = own?.typed ?? { county: county ?? '', fieldOffice: '', reason: '' };
  const errorOf = (field: keyof Placement): string | undefined =>
    own?.problems.find(({ parameter }) => parameter === field)?.detail;
  return (
    <li>
      <details open={own !== null}>
        <summary>
          {name}, {stateName(state)}
        </summary>
        <p>
          <a href={`/agencies/${id}`}>What the register knows of {name}</a>
        </p>
        <form class="usa-form" method="post" action={`${PATH}/${id}`}>
          <CsrfField />
          <input type="hidden" name="version" value={agency.version} />
          <TextField
            id={`county-${id}`}
            name="county"
            label="County"
            value={typed.county}
            listId={countyListId(state)}
            hint={`A county of ${stateName(state)}`}
            error={errorOf('county')}
          />
          <SelectField
            id={`fieldOffice-${id}`}
            name="fieldOffice"
            label="Or the field office"
            value={typed.fieldOffice}
            anyLabel="By the county"
            options={offices.map((office) => ({ value: office, label: office }))}
            error={errorOf('fieldOffice')}
          />
          <TextAreaField
            id={`reason-${id}`}
            name="reason"
            label="Reason"
            value={typed.reason}
            error={errorOf('reason')}
            isRequired
          />
          <button class="usa-button" type="submit">
            Place
          </button>
        </form>
      </details>
    </li>
  );
}
