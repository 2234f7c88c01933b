import type { VNode } from 'preact';
import type { ProblemItem } from '../platform/http/problem.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { ErrorSummary } from '../platform/pages/error-summary.js';
import { DateField, SelectField, TextAreaField } from '../platform/pages/fields.js';
import type { OfficeMove } from './office-move.service.js';

/** What stands in the form: the version it is for, what was typed, and what was wrong with it. */
export interface OfficeMoveInput {
  version: number;
  typed: OfficeMove;
  problems: ProblemItem[];
  /** Names of all field offices. */
  offices: string[];
}

/** Gives an agency to another field office. Opens by itself when something has to be corrected. */
export function OfficeMoveForm(props: OfficeMoveInput & { agreementId: string }): VNode {
  const { agreementId, version, typed, problems, offices } = props;
  const errorOf = (field: keyof OfficeMove): string | undefined =>
    problems.find(({ parameter }) => parameter === field)?.detail;
  return (
    <details open={problems.length > 0}>
      <summary>Move to another field office</summary>
      <ErrorSummary
        errors={problems.map(({ parameter, detail }) => ({
          ...(parameter && { field: idOf(parameter) }),
          message: detail,
        }))}
      />
      <form class="usa-form" method="post" action={`/agreements/${agreementId}/office`}>
        <CsrfField />
        <input type="hidden" name="version" value={version} />
        <SelectField
          name="fieldOffice"
          label="Field office"
          value={typed.fieldOffice}
          anyLabel="Choose"
          options={offices.map((name) => ({ value: name, label: name }))}
          hint="All agreements of this agency move with it."
          error={errorOf('fieldOffice')}
        />
        <DateField
          name="from"
          label="First day"
          value={typed.from}
          hint="The office before keeps what lies in its time, and sees nothing of the days after."
          error={errorOf('from')}
          isRequired
        />
        <TextAreaField
          name="moveReason"
          label="Reason for the move"
          value={typed.reason}
          error={errorOf('reason')}
          isRequired
        />
        <button class="usa-button" type="submit">
          Move
        </button>
      </form>
    </details>
  );
}

/** The page has another form with a reason. */
const idOf = (field: string): string => (field === 'reason' ? 'moveReason' : field);
