import type { VNode } from 'preact';
import { stateName } from '../../offices/states.rules.js';
import { withQuery } from '../../platform/pages/addresses.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { dayText } from '../../platform/pages/format.js';
import type { ProgramModel } from '../agreement.entity.js';
import { standpointAddress } from '../agreement-list.address.js';
import type { StandpointQuery } from '../agreement-query.dto.js';
import { KnownAtNotice } from '../known-at-notice.js';
import { StandpointForm } from '../standpoint-form.js';
import { AreaAgreements, AreaTables } from './area-sections.js';
import type { StateDetail } from './areas.service.js';

export interface StateView {
  detail: StateDetail;
  query: StandpointQuery;
  models: ProgramModel[];
  /** The field office that limits what the viewer sees. */
  scope: string | null;
}

/** Where does the program stand in this state? */
export function StatePage({ detail, query, models, scope }: StateView): VNode {
  const { state, offices, counts, agreements, asOf, knownAt } = detail;
  const path = `/states/${state}`;
  const at = standpointAddress(query);
  const address = { ...at, state };
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[{ label: 'Census', path: withQuery('/census', at) }, { label: stateName(state) }]}
      />
      <h1>{stateName(state)}</h1>
      <KnownAtNotice knownAt={knownAt} nowPath={withQuery(path, { asOf: query.asOf })} />
      <p class="usa-intro">{`As of ${dayText(asOf)}: ${counts.inForce} agreements in force.`}</p>
      {scope && <p>You see those of the {scope} field office.</p>}
      <StandpointForm path={path} asOf={asOf} knownAt={query.knownAt} />
      <AreaTables counts={counts} models={models} address={address} />
      <h2>Field offices</h2>
      {offices.length === 0 ? (
        <p>The map names no field office for {stateName(state)}.</p>
      ) : (
        <ul class="moa-list">
          {offices.map(({ id, name }) => (
            <li key={id}>
              {scope === null || scope === name ? (
                <a href={withQuery(`/offices/${id}`, at)}>{name}</a>
              ) : (
                name
              )}
            </li>
          ))}
        </ul>
      )}
      <h2>Agreements</h2>
      <AreaAgreements {...{ counts, models, address, agreements, query }} standpoint={detail} />
    </div>
  );
}
