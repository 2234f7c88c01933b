import type { VNode } from 'preact';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { SelectField, TextAreaField, TextField } from '../../platform/pages/fields.js';
import { VersionComparison } from '../../platform/pages/version-comparison.js';
import { SIDE_WORDS } from '../inspection-words.js';
import type { ChecklistItem } from './checklist.entity.js';
import { computeRating, RATINGS, takesSample, takesValue } from './rating.rules.js';
import { SIDES } from './side.rules.js';

export const RATING_WORDS: Record<string, string> = {
  compliant: 'Compliant',
  deficiency: 'Deficiency',
  'area-of-concern': 'Area of concern',
  'not-applicable': 'Not applicable',
  'not-assessed': 'Not assessed',
};

/** What was typed into an item's form that was refused, and why. */
export interface TypedItem {
  itemId: string;
  fields: Record<string, string>;
  problems: { field: string | undefined; detail: string }[];
  /** What somebody else made of it meanwhile. */
  current?: Record<string, unknown>;
}

/**
 * One item, as a form of its own with a version of its own. It works by its button; where the script runs, it is saved as one
 * types, and what could not be sent is kept until it can.
 */
export function ItemForm(props: { item: ChecklistItem; typed: TypedItem | undefined }): VNode {
  const { item, typed } = props;
  const { standard } = item;
  const idOf = (field: string): string => `${field}-${item.id}`;
  const valueOf = (field: string, kept: string | number | null): string =>
    typed?.fields[field] ?? String(kept ?? '');
  const errorOf = (field: string): string | undefined =>
    typed?.problems.find((problem) => problem.field === field)?.detail;
  const version = Number(typed?.current?.['version'] ?? item.version);
  const numberField = (field: 'sampleSize' | 'metCount' | 'measured', label: string): VNode => (
    <TextField
      name={field}
      id={idOf(field)}
      label={label}
      value={valueOf(field, item[field])}
      error={errorOf(field)}
    />
  );
  const address = `inspections/${item.inspectionId}/checklist/${item.id}`;
  return (
    <form
      class="moa-item__form"
      method="post"
      action={`/${address}`}
      aria-label={`Rating of ${item.itemKey}`}
      data-item={item.id}
      data-api={`/api/v1/${address}`}
    >
      <CsrfField />
      <input type="hidden" name="version" value={version} />
      {typed?.current && (
        <div role="alert">
          <p>
            Somebody else saved this item meanwhile. Your text stands in the form: save it again to
            replace theirs, or copy from theirs what should stay.
          </p>
          <VersionComparison sent={typed.fields} current={typed.current} />
        </div>
      )}
      <div class="moa-item__fields">
        <SelectField
          name="rating"
          id={idOf('rating')}
          label="Rating"
          value={valueOf('rating', item.rating)}
          error={errorOf('rating')}
          anyLabel={takesSample(standard) || takesValue(standard) ? 'As computed' : 'Not rated yet'}
          options={RATINGS.map((value) => ({ value, label: RATING_WORDS[value] ?? value }))}
        />
        <SelectField
          name="side"
          id={idOf('side')}
          label="Concerns"
          value={valueOf('side', item.side)}
          options={SIDES.map((value) => ({ value, label: SIDE_WORDS[value] ?? value }))}
        />
        {takesSample(standard) && numberField('sampleSize', 'Looked at')}
        {takesSample(standard) && numberField('metCount', 'Met the standard')}
        {takesValue(standard) &&
          numberField('measured', `Measured, in ${standard.unit ?? 'units'}`)}
      </div>
      <p data-computed class="moa-small">
        {computedWords(item)}
      </p>
      <TextAreaField
        name="observation"
        id={idOf('observation')}
        label="Observation"
        value={valueOf('observation', item.observation)}
        error={errorOf('observation')}
      />
      <TextField
        name="reason"
        id={idOf('reason')}
        label="Reason"
        value={valueOf('reason', item.reason)}
        error={errorOf('reason')}
        hint="Where it was not assessed, or where the computed rating does not hold."
      />
      <div data-conflict />
      <button class="usa-button usa-button--outline" type="submit">
        Save
      </button>{' '}
      <span role="status" data-state class="moa-small">
        {typed && !typed.current ? 'Not saved.' : ''}
      </span>
    </form>
  );
}

const computedWords = (item: ChecklistItem): string => {
  const computed = computeRating(item.standard, item);
  return computed
    ? `Computed: ${RATING_WORDS[computed.rating]?.toLowerCase() ?? computed.rating}, because ${computed.why}.`
    : '';
};
