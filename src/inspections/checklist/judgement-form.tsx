import type { VNode } from 'preact';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { SelectField } from '../../platform/pages/fields.js';
import { type Finding, SEVERITIES } from '../finding.entity.js';

/** A judgement that was refused. */
export interface TypedJudgement {
  findingId: string;
  severity: string;
  repeat: string;
  problem: string;
}

/** The leader's judgement of a draft: how severe it is, and whether it repeats what an earlier report found. */
export function JudgementForm(props: {
  finding: Finding;
  repeats: Finding | null;
  typed: TypedJudgement | undefined;
}): VNode {
  const { finding, repeats, typed } = props;
  return (
    <form
      method="post"
      action={`/inspections/${finding.inspectionId}/findings/${finding.id}/judgement`}
      aria-label={`Judgement of ${finding.number}`}
    >
      <CsrfField />
      <input type="hidden" name="version" value={finding.version} />
      <SelectField
        name="severity"
        id={`severity-${finding.id}`}
        label="Severity"
        value={typed?.severity ?? finding.severity ?? ''}
        error={typed?.problem}
        anyLabel="Choose"
        options={SEVERITIES.map((value) => ({ value, label: value }))}
      />
      {repeats && (
        <>
          <p>
            <a href={`/findings/${repeats.id}`}>{repeats.number}</a> found the same requirement
            wanting at this agreement: {repeats.observation}
          </p>
          <SelectField
            name="repeat"
            id={`repeat-${finding.id}`}
            label={`Repeats ${repeats.number}`}
            value={typed?.repeat ?? finding.repeatDecision ?? ''}
            anyLabel="Decide"
            options={[
              { value: 'confirmed', label: 'Yes, it is a repeat finding' },
              { value: 'declined', label: 'No, it is a finding of its own' },
            ]}
          />
        </>
      )}
      <button class="usa-button usa-button--outline" type="submit">
        Save the judgement of {finding.number}
      </button>
    </form>
  );
}
