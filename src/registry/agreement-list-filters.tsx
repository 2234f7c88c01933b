import type { VNode } from 'preact';
import { stateName } from '../offices/states.rules.js';
import { CheckboxGroup, DateField, SelectField, TextField } from '../platform/pages/fields.js';
import type { ProgramModel } from './agreement.entity.js';
import { filterAddress, LIST_PATH } from './agreement-list.address.js';
import { COLUMN_NAMES } from './agreement-list-columns.js';
import {
  type AgreementListQuery,
  type AgreementQuery,
  LIST_COLUMNS,
  STATUS_FILTERS,
} from './agreement-query.dto.js';
import type { Standpoint } from './known-at.rules.js';

/** What may be chosen from. */
export interface FilterChoices {
  models: ProgramModel[];
  /** Those that have an agency. */
  states: string[];
  agencyTypes: string[];
  offices: string[];
}

interface FiltersView {
  /** Of the view that the form belongs to. */
  path: string;
  standpoint: Standpoint;
  query: AgreementQuery | AgreementListQuery;
  choices: FilterChoices;
  scope: string | null;
}

/** The filter of the list and of the map. What is asked for less often lies in a fold, which opens when it is set. */
export function AgreementFilters(view: FiltersView): VNode {
  const { path, query } = view;
  const active = Object.values(filterAddress(query)).filter((value) => value !== undefined).length;
  return (
    <form class="moa-filters" method="get" action={path} aria-label="Filter agreements">
      <UsualFields {...view} />
      <FurtherFields {...view} />
      {'columns' in query && path === LIST_PATH && <Columns chosen={query.columns} />}
      {path === LIST_PATH && (
        <>
          <input type="hidden" name="sort" value={query.sort} />
          <input type="hidden" name="direction" value={query.direction} />
        </>
      )}
      <div class="moa-actions">
        <button class="usa-button" type="submit">
          Filter
        </button>
        {active > 0 && (
          <span>
            {active === 1 ? '1 filter is' : `${active} filters are`} set.{' '}
            <a href={path}>Clear all</a>
          </span>
        )}
      </div>
    </form>
  );
}

function UsualFields({ query, standpoint, choices, scope }: FiltersView): VNode {
  const { state, model, status, fieldOffice, q } = query;
  return (
    <>
      <DateField name="asOf" label="As of" value={standpoint.asOf} />
      <SelectField
        name="state"
        label="State"
        value={state?.toUpperCase()}
        anyLabel="Any"
        options={choices.states.map((code) => ({ value: code, label: stateName(code) }))}
      />
      <SelectField
        name="model"
        label="Model"
        value={model}
        anyLabel="Any"
        options={choices.models.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <SelectField
        name="status"
        label="Status"
        value={status}
        anyLabel="Any"
        options={STATUS_FILTERS.map((value) => ({ value, label: value.replace('-', ' ') }))}
      />
      {scope === null && (
        <SelectField
          name="fieldOffice"
          label="Field office"
          value={fieldOffice}
          anyLabel="Any"
          options={choices.offices.map((name) => ({ value: name, label: name }))}
        />
      )}
      <TextField name="q" label="Agency or county" value={q} />
    </>
  );
}

function FurtherFields({ query, choices }: FiltersView): VNode {
  const { agencyType, endsWithinDays, signedFrom, signedUntil, knownAt } = query;
  const isSet = [agencyType, endsWithinDays, signedFrom, signedUntil, knownAt].some(
    (value) => value !== undefined,
  );
  return (
    <details class="moa-filters__more" open={isSet}>
      <summary>More filters</summary>
      <div class="moa-filters__fields">
        <SelectField
          name="agencyType"
          label="Agency type"
          value={agencyType}
          anyLabel="Any"
          options={choices.agencyTypes.map((type) => ({ value: type, label: type }))}
        />
        <TextField
          name="endsWithinDays"
          label="Ends within days"
          value={endsWithinDays === undefined ? undefined : String(endsWithinDays)}
        />
        <DateField name="signedFrom" label="Signed from" value={signedFrom} />
        <DateField name="signedUntil" label="Signed until" value={signedUntil} />
        <TextField name="knownAt" label="As known at (day or moment)" value={knownAt} />
      </div>
    </details>
  );
}

function Columns({ chosen }: { chosen: readonly string[] }): VNode {
  return (
    <details class="moa-filters__more">
      <summary>Columns</summary>
      <CheckboxGroup
        name="columns"
        legend="Columns to show beside the agency"
        options={LIST_COLUMNS.map((name) => ({
          value: name,
          label: COLUMN_NAMES[name],
          isChecked: chosen.includes(name),
        }))}
      />
    </details>
  );
}
