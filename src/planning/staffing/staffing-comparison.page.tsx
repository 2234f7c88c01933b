import type { VNode } from 'preact';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { Assumptions, BasisWords } from './basis-words.js';
import { MeasuresBeside } from './measures-table.js';
import type { ScenarioDetail } from './staffing-reader.service.js';
import { scenarioPath } from './staffing-subject.js';

/** What do some scenarios bring against the people as they are? @param rows of one basis, the baseline first */
export function StaffingComparisonPage({
  rows,
}: {
  rows: [ScenarioDetail, ...ScenarioDetail[]];
}): VNode {
  const { basis } = rows[0];
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Plan', path: '/plans' },
          { label: 'Staffing', path: `/staffing?fiscalYear=${basis.fiscalYear}` },
          { label: 'Comparison' },
        ]}
      />
      <h1>Scenarios side by side</h1>
      <BasisWords basis={basis} />
      <MeasuresBeside rows={rows} />
      <h2>What is different</h2>
      <ul class="moa-list">
        {rows.map(({ scenario, words }) => (
          <li key={scenario.id}>
            <a href={scenarioPath(scenario.id)}>
              {scenario.number}: {scenario.name}
            </a>
            : {words.length === 0 ? 'nothing' : words.join('; ')}
          </li>
        ))}
      </ul>
      <Assumptions basis={basis} />
    </div>
  );
}
