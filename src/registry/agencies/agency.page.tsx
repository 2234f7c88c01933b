import type { VNode } from 'preact';
import { AuditTrailLink } from '../../audit/audit-trail-link.js';
import { holdsOn } from '../../offices/assignment.rules.js';
import type { FieldOffice } from '../../offices/office.entity.js';
import { stateName } from '../../offices/states.rules.js';
import { withQuery } from '../../platform/pages/addresses.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { DayTime, dayText } from '../../platform/pages/format.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import type { ProgramModel } from '../agreement.entity.js';
import { standpointAddress } from '../agreement-list.address.js';
import type { StandpointQuery } from '../agreement-query.dto.js';
import { AgreementRows } from '../agreement-rows.js';
import { KnownAtNotice } from '../known-at-notice.js';
import { sightingsText } from '../list-sightings.js';
import { StandpointForm } from '../standpoint-form.js';
import type { AgencyDetail } from './agencies.service.js';
import { PlaceFormFold, type PlaceInput } from './place-form.js';

export interface AgencyView {
  detail: AgencyDetail;
  query: StandpointQuery;
  models: ProgramModel[];
  offices: FieldOffice[];
  /** What the form for the place holds; null = the viewer cannot change it. */
  place: PlaceInput | null;
}

/** Who is it, what has it signed, who answers for it? */
export function AgencyPage(view: AgencyView): VNode {
  const { detail, query, models, place } = view;
  const { agency, asOf, knownAt, agreements, aliases } = detail;
  const path = `/agencies/${agency.id}`;
  return (
    <div class="grid-container">
      <Breadcrumb items={[{ label: 'Agencies', path: '/agencies' }, { label: agency.name }]} />
      <h1>
        {agency.name}, {agency.state}
      </h1>
      <KnownAtNotice knownAt={knownAt} nowPath={withQuery(path, { asOf: query.asOf })} />
      <Facts {...view} />
      <StandpointForm path={path} asOf={asOf} knownAt={query.knownAt} />
      {place && <PlaceFormFold {...place} agencyId={agency.id} state={agency.state} />}
      <h2>Agreements</h2>
      {agreements.length === 0 ? (
        <EmptyState>It had no agreement on {dayText(asOf)}.</EmptyState>
      ) : (
        <AgreementRows
          caption="Agreements of this agency"
          agreements={agreements}
          models={models}
          standpoint={detail}
          query={query}
          isOfOneAgency
        />
      )}
      <OfficialListsOf {...view} />
      <h2>Other names</h2>
      {aliases.length === 0 ? (
        <p>No list is known to call it otherwise.</p>
      ) : (
        <ul class="moa-list">
          {aliases.map(({ id, name, source }) => (
            <li key={id}>
              {name} <span class="moa-small">({source})</span>
            </li>
          ))}
        </ul>
      )}
      <Offices {...view} />
      <h2>How this is known</h2>
      <ul class="moa-list">
        <li>Place: {agency.placeBasis ?? 'nobody and no list has said where it lies'}.</li>
        <li>Source: {agency.source}.</li>
      </ul>
      {knownAt === undefined && <AuditTrailLink type="agency" id={agency.id} />}
    </div>
  );
}

function Facts({ detail, offices, query }: AgencyView): VNode {
  const { agency, officeAssignments, asOf } = detail;
  const present = officeAssignments.find((assignment) => holdsOn(assignment, asOf));
  const office = offices.find(({ id }) => id === present?.officeId);
  const at = standpointAddress(query);
  return (
    <SummaryList
      facts={[
        ['State', <a href={withQuery(`/states/${agency.state}`, at)}>{stateName(agency.state)}</a>],
        ['County', agency.county ?? 'not known'],
        ['Agency type', agency.type ?? 'not known'],
        [
          'Field office',
          office ? (
            <a href={withQuery(`/offices/${office.id}`, at)}>{office.name}</a>
          ) : (
            'none assigned'
          ),
        ],
      ]}
    />
  );
}

function OfficialListsOf({ detail, models }: AgencyView): VNode {
  const nameOf = (code: string): string =>
    models.find((model) => model.code === code)?.name ?? code;
  const told = detail.agreements.map((agreement) => ({
    key: agreement.agreementId,
    name: nameOf(agreement.model),
    texts: sightingsText(detail.listings.get(agreement.agreementId) ?? []),
  }));
  return (
    <>
      <h2>Official lists</h2>
      {told.every(({ texts }) => texts.length === 0) ? (
        <p>The register has no official list that could show them.</p>
      ) : (
        <ul class="moa-list">
          {told.map(({ key, name, texts }) => (
            <li key={key}>
              {name}: {texts.length > 0 ? texts.join(' ') : 'no list.'}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Offices({ detail, offices }: AgencyView): VNode {
  const nameOf = new Map(offices.map(({ id, name }) => [id, name]));
  return (
    <>
      <h2>Field offices over time</h2>
      {detail.officeAssignments.length === 0 ? (
        <EmptyState>
          No field office answers for it yet: the map leaves the place open, and a person has to
          say.
        </EmptyState>
      ) : (
        <DataTable
          caption="Field offices over time"
          isCaptionHidden
          rows={detail.officeAssignments}
          keyOf={({ id }) => id}
          columns={[
            {
              header: 'Field office',
              isRowHeader: true,
              cell: ({ officeId }) => nameOf.get(officeId) ?? officeId,
            },
            { header: 'From', cell: ({ holdsFrom }) => <DayTime day={holdsFrom} /> },
            {
              header: 'Until',
              cell: ({ holdsUntil }) =>
                holdsUntil === null ? 'still' : <>before {<DayTime day={holdsUntil} />}</>,
            },
            { header: 'Known by', cell: ({ basis }) => basis },
          ]}
        />
      )}
    </>
  );
}
