import type { VNode } from 'preact';
import { DayTime } from '../../platform/pages/format.js';
import { SampleTag } from '../../platform/pages/status-tag.js';
import { budgetWords } from './measures-words.js';
import type { StaffingBasis } from './staffing.entity.js';

/** What the numbers of a basis rest on. */
export function BasisWords({ basis }: { basis: StaffingBasis }): VNode {
  return (
    <p>
      From the facts of <DayTime day={basis.plannedFrom} />, each solved with {budgetWords(basis)}:
      the same for every scenario, so that their numbers can be compared. Teams, work days, due
      days, notice and travel weeks are set by this installation. {basis.isSample && <SampleTag />}
    </p>
  );
}

export function Assumptions({ basis }: { basis: StaffingBasis }): VNode {
  return (
    <details>
      <summary>What had to be assumed</summary>
      <ul class="moa-list">
        {[
          ...basis.facts.assumptions,
          'New people travel from the first week, without leave; a vacancy that is filled has somebody who may inspect what it asks for.',
          'Fixed visits are facts: whoever is on one and leaves in a scenario still makes it.',
        ].map((assumption) => (
          <li key={assumption}>{assumption}</li>
        ))}
      </ul>
    </details>
  );
}
