import type { VNode } from 'preact';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { type FieldError, ErrorSummary } from '../../platform/pages/error-summary.js';
import { DateField, TextAreaField } from '../../platform/pages/fields.js';
import { DayTime } from '../../platform/pages/format.js';
import { ABSENCES_PATH, RESOLUTION_HINTS, RESOLUTION_NAMES } from './absence-words.js';
import type { OpenAbsence } from './absences.service.js';
import type { ModelNames } from './import-diff.js';
import { IMPORTS_PATH } from './import-words.js';
import type { AbsenceResolution } from './list-import.entity.js';

/** What became of one agreement that a list lacks. Nothing is chosen for anybody. */
export function AbsencePage(props: {
  absence: OpenAbsence;
  modelNames: ModelNames;
  typed: { resolution: string; reason: string; onDay: string };
  errors: FieldError[];
}): VNode {
  const { absence, modelNames, typed, errors } = props;
  const { id, version, agreementId, agencyName, state, model, onDay, lastListedOn } = absence;
  const errorOf = (name: string): string | undefined =>
    errors.find(({ field }) => field === name)?.message;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Imports', path: IMPORTS_PATH },
          { label: 'Missing from a list', path: ABSENCES_PATH },
          { label: agencyName },
        ]}
      />
      <h1>
        What became of {agencyName}, {state}?
      </h1>
      <p>
        The list of <DayTime day={onDay} /> is the first without its agreement (
        {modelNames.get(model) ?? model})
        {lastListedOn && (
          <>
            ; the list of <DayTime day={lastListedOn} /> still shows it
          </>
        )}
        . <a href={`/agreements/${agreementId}`}>Its history</a>
        {absence.successorId && (
          <>
            {' · '}
            <a href={`/agreements/${absence.successorId}`}>
              The agreement that the same list brought
            </a>
          </>
        )}
      </p>
      <ErrorSummary errors={errors} />
      <form class="moa-narrow" method="post" action={`${ABSENCES_PATH}/${id}`}>
        <CsrfField />
        <input type="hidden" name="version" value={version} />
        <Resolutions proposal={absence.proposal} chosen={typed.resolution} />
        <DateField
          name="onDay"
          label="Day on which it ended (optional)"
          hint="Only if it was terminated or expired, and the day is known."
          value={typed.onDay}
          error={errorOf('onDay')}
        />
        <TextAreaField
          name="reason"
          label="How is it known?"
          value={typed.reason}
          error={errorOf('reason')}
          isRequired
        />
        <button class="usa-button" type="submit">
          Save the answer
        </button>
      </form>
    </div>
  );
}

function Resolutions(props: { proposal: AbsenceResolution; chosen: string }): VNode {
  const { proposal, chosen } = props;
  return (
    <fieldset class="usa-fieldset">
      <legend class="usa-legend" id="resolution">
        What became of it
      </legend>
      {(Object.entries(RESOLUTION_NAMES) as [AbsenceResolution, string][]).map(([value, name]) => (
        <div class="usa-radio" key={value}>
          <input
            class="usa-radio__input"
            id={`resolution-${value}`}
            type="radio"
            name="resolution"
            value={value}
            checked={value === chosen}
          />
          <label class="usa-radio__label" for={`resolution-${value}`}>
            {name}
            {value === proposal && <strong> (proposed)</strong>}
            <span class="usa-checkbox__label-description">{RESOLUTION_HINTS[value]}</span>
          </label>
        </div>
      ))}
    </fieldset>
  );
}
