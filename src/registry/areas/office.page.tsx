import type { VNode } from 'preact';
import type { AreaOfResponsibility } from '../../offices/office.entity.js';
import { stateName } from '../../offices/states.rules.js';
import { withQuery } from '../../platform/pages/addresses.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { dayText } from '../../platform/pages/format.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import type { ProgramModel } from '../agreement.entity.js';
import { standpointAddress } from '../agreement-list.address.js';
import type { StandpointQuery } from '../agreement-query.dto.js';
import { KnownAtNotice } from '../known-at-notice.js';
import { StandpointForm } from '../standpoint-form.js';
import { AreaAgreements, AreaTables, StateCounts } from './area-sections.js';
import type { OfficeDetail } from './areas.service.js';

export interface OfficeView {
  detail: OfficeDetail;
  query: StandpointQuery;
  models: ProgramModel[];
}

/** What does this field office answer for? */
export function OfficePage({ detail, query, models }: OfficeView): VNode {
  const { office, areas, agencies, counts, agreements, asOf, knownAt } = detail;
  const path = `/offices/${office.id}`;
  const at = standpointAddress(query);
  const address = { ...at, fieldOffice: office.name };
  return (
    <div class="grid-container">
      <Breadcrumb items={[{ label: 'Field offices', path: '/offices' }, { label: office.name }]} />
      <h1>{office.name} field office</h1>
      <KnownAtNotice knownAt={knownAt} nowPath={withQuery(path, { asOf: query.asOf })} />
      <p class="usa-intro">{`As of ${dayText(asOf)}: ${counts.inForce} agreements in force.`}</p>
      <SummaryList
        facts={[
          ['City', `${office.city}, ${office.state}`],
          ['Time zone', office.timeZone],
          [
            'Agencies assigned',
            <a href={withQuery('/agencies', { fieldOffice: office.name })}>{agencies}</a>,
          ],
        ]}
      />
      <StandpointForm path={path} asOf={asOf} knownAt={query.knownAt} />
      <AreaTables counts={counts} models={models} address={address} />
      <StateCounts counts={counts} standpoint={at} />
      <h2>Agreements</h2>
      <AreaAgreements {...{ counts, models, address, agreements, query }} standpoint={detail} />
      <h2>Area of responsibility</h2>
      <p>As ICE prints it: {office.areaAsPrinted}</p>
      <ul class="moa-list">
        {byState(areas).map(([state, counties]) => (
          <li key={state}>
            <a href={withQuery(`/states/${state}`, at)}>{stateName(state)}</a>
            {counties.length > 0 && `: ${counties.join(', ')}`}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Each state once, with its counties; without any where the whole state is meant. */
function byState(areas: readonly AreaOfResponsibility[]): [string, string[]][] {
  const counties = new Map<string, string[]>();
  for (const { state, county } of areas) {
    const known = counties.get(state) ?? [];
    counties.set(state, county === null ? known : [...known, county].sort());
  }
  return [...counties].sort();
}
