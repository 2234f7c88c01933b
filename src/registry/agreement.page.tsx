import type { VNode } from 'preact';
import { AuditTrailLink } from '../audit/audit-trail-link.js';
import { stateName } from '../offices/states.rules.js';
import type { Day } from '../platform/clock/calendar.js';
import { Alert } from '../platform/pages/alert.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { withQuery } from '../platform/pages/addresses.js';
import { DayTime, dayText } from '../platform/pages/format.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { SummaryList } from '../platform/pages/summary-list.js';
import { EndCell, ModelCell } from './agreement-cells.js';
import type { ProgramModel } from './agreement.entity.js';
import { isPastEnd } from './agreement-words.js';
import type { AgreementDetail } from './agreements.service.js';
import { AgreementTimeline } from './agreement-timeline.js';
import { ExtensionForm, type ExtensionInput } from './extension-form.js';
import { standpointAddress } from './agreement-list.address.js';
import type { StandpointQuery } from './agreement-query.dto.js';
import { KnownAtNotice } from './known-at-notice.js';
import { ListSightings } from './list-sightings.js';
import { StandpointForm } from './standpoint-form.js';
import { OfficeMoveForm, type OfficeMoveInput } from './office-move-form.js';

export interface AgreementView {
  detail: AgreementDetail;
  /** From where one looks, as it was asked for. */
  query: StandpointQuery;
  today: Day;
  models: ProgramModel[];
  panels: { title: string; body: VNode }[];
  /** The months that policy.yaml infers where no end is known. */
  inferredTermMonths: number;
  /** What the form for the end holds; null = the viewer cannot move it. */
  extension: ExtensionInput | null;
  /** What the form for the field office holds; null = the viewer cannot move it. */
  officeMove: OfficeMoveInput | null;
}

/** What is it, what was it, what is going on? */
export function AgreementPage(view: AgreementView): VNode {
  const { detail, query, today, models, panels, extension, officeMove } = view;
  const { agreement, asOf, knownAt } = detail;
  const path = `/agreements/${agreement.agreementId}`;
  const modelName = (code: string): string =>
    models.find((model) => model.code === code)?.name ?? code;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[{ label: 'Agreements', path: '/agreements' }, { label: agreement.agencyName }]}
      />
      <h1>
        {agreement.agencyName}, {agreement.state}
      </h1>
      {asOf !== today && (
        <Alert kind="info">
          You see the agreement as it was on {dayText(asOf)}.{' '}
          <a href={withQuery(path, { knownAt: query.knownAt })}>Show it as of today</a>
        </Alert>
      )}
      <KnownAtNotice knownAt={knownAt} nowPath={withQuery(path, { asOf: query.asOf })} />
      {isPastEnd(agreement, asOf) && agreement.endsOn && (
        <Alert kind="warning">
          End passed on {dayText(agreement.endsOn)}, decision not recorded. The agreement stays in
          force until one is.
        </Alert>
      )}
      <Facts {...view} modelName={modelName} />
      <StandpointForm path={path} asOf={asOf} knownAt={query.knownAt} />
      {extension && <ExtensionForm agreementId={agreement.agreementId} {...extension} />}
      {officeMove && <OfficeMoveForm agreementId={agreement.agreementId} {...officeMove} />}
      {panels.map(({ title, body }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          {body}
        </section>
      ))}
      <h2>History</h2>
      <AgreementTimeline
        history={detail.history}
        asOf={asOf}
        isAsOnceKnown={knownAt !== undefined}
        modelName={modelName}
      />
      <h2>Official lists</h2>
      <ListSightings listings={detail.lists} />
      <Bases {...view} />
      {asOf === today && knownAt === undefined && (
        <AuditTrailLink type="agreement" id={agreement.agreementId} />
      )}
    </div>
  );
}

function Facts(props: AgreementView & { modelName: (code: string) => string }): VNode {
  const { agreement, agency, asOf } = props.detail;
  return (
    <SummaryList
      facts={[
        ['Status', <StatusTag status={agreement.status} />],
        [
          'Program model',
          <ModelCell agreement={agreement} name={props.modelName(agreement.model)} />,
        ],
        [
          'Agency',
          <a href={withQuery(`/agencies/${agency.id}`, standpointAddress(props.query))}>
            {agency.name}
          </a>,
        ],
        [
          'Field office',
          agreement.officeId === null ? (
            'none assigned'
          ) : (
            <a href={withQuery(`/offices/${agreement.officeId}`, standpointAddress(props.query))}>
              {agreement.officeName}
            </a>
          ),
        ],
        ['Signed', <DayTime day={agreement.signedOn} />],
        ['Took effect', <DayTime day={agreement.effectiveOn} />],
        ['Ends', <EndCell agreement={agreement} asOf={asOf} />],
        ['Agency type', agency.type ?? 'not known'],
        [
          'Place',
          <>
            {agency.county && `${agency.county}, `}
            <a href={withQuery(`/states/${agency.state}`, standpointAddress(props.query))}>
              {stateName(agency.state)}
            </a>
          </>,
        ],
      ]}
    />
  );
}

/** What each fact of the header rests on. */
function Bases({ detail, inferredTermMonths }: AgreementView): VNode {
  const { agreement, agency, asOf } = detail;
  const assignment = detail.officeAssignments.find(
    ({ holdsFrom, holdsUntil }) => holdsFrom <= asOf && (holdsUntil === null || holdsUntil > asOf),
  );
  return (
    <>
      <h2>How this is known</h2>
      <ul class="moa-list">
        <li>Program model: {agreement.modelBasis}.</li>
        {agreement.endsOnBasis === 'inferred' && (
          <li>
            {`End: no end date was published. It is taken as ${inferredTermMonths} months after the agreement's text, set by this installation.`}
          </li>
        )}
        {assignment && (
          <li>{`Field office: since ${dayText(assignment.holdsFrom)}, by ${assignment.basis}.`}</li>
        )}
        {agency.placeBasis && <li>Place: {agency.placeBasis}.</li>}
        <li>Source: {agreement.source}.</li>
      </ul>
    </>
  );
}
