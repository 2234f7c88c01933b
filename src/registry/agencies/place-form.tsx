import type { VNode } from 'preact';
import { countiesOf } from '../../offices/counties.js';
import { stateName, type StateCode } from '../../offices/states.rules.js';
import type { ProblemItem } from '../../platform/http/problem.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary } from '../../platform/pages/error-summary.js';
import { SelectField, TextAreaField, TextField } from '../../platform/pages/fields.js';
import type { PlaceEntry } from './place.rules.js';

/** What stands in the form: the version it is for, what was typed, and what was wrong with it. */
export interface PlaceInput {
  version: number;
  typed: PlaceEntry;
  problems: ProblemItem[];
  /** That an agency may have. */
  types: string[];
}

/** Proposes the counties of a state to text fields that name it. */
export function CountyList({ state }: { state: string }): VNode {
  return (
    <datalist id={countyListId(state)}>
      {countiesOf(state as StateCode).map(({ fips, name }) => (
        <option key={fips} value={name} />
      ))}
    </datalist>
  );
}

export const countyListId = (state: string): string => `counties-${state}`;

/** Puts county and type right. Opens by itself when something has to be corrected. */
export function PlaceFormFold(props: PlaceInput & { agencyId: string; state: string }): VNode {
  const { agencyId, state, version, typed, problems, types } = props;
  const errorOf = (field: keyof PlaceEntry): string | undefined =>
    problems.find(({ parameter }) => parameter === field)?.detail;
  return (
    <details open={problems.length > 0}>
      <summary>Put county or type right</summary>
      <ErrorSummary
        errors={problems.map(({ parameter, detail }) => ({
          ...(parameter && { field: parameter }),
          message: detail,
        }))}
      />
      <form class="usa-form" method="post" action={`/agencies/${agencyId}/place`}>
        <CsrfField />
        <input type="hidden" name="version" value={version} />
        <TextField
          name="county"
          label="County"
          value={typed.county}
          listId={countyListId(state)}
          hint={`A county of ${stateName(state)}; empty for none. The field office stays what it is.`}
          error={errorOf('county')}
        />
        <CountyList state={state} />
        <SelectField
          name="type"
          label="Agency type"
          value={typed.type}
          anyLabel="Choose"
          options={types.map((type) => ({ value: type, label: type }))}
          error={errorOf('type')}
        />
        <TextAreaField
          name="reason"
          label="Reason"
          value={typed.reason}
          error={errorOf('reason')}
          isRequired
        />
        <button class="usa-button" type="submit">
          Record
        </button>
      </form>
    </details>
  );
}
