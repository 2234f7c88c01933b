import type { VNode } from 'preact';
import { Alert } from '../../platform/pages/alert.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { SampleTag } from '../../platform/pages/status-tag.js';
import { ConcernedVisits, SpanCell, VisitLink } from '../workforce-cells.js';
import { visitsAgainst, visitsDuring } from '../workforce-consequences.js';
import type { PersonRecord } from './people.service.js';
import {
  ConflictsTable,
  LeavesTable,
  QualificationsTable,
  TrainingsTable,
} from './record-tables.js';

/** What the viewer may add to somebody's record. */
export interface PersonRights {
  manages: boolean;
  trains: boolean;
  keepsLeave: boolean;
}

/** What is on record of somebody's service? */
export function PersonPage(props: {
  record: PersonRecord;
  rights: PersonRights;
  /** Where its own pages begin: the record of somebody, or one's own. */
  path: string;
  isOwn: boolean;
}): VNode {
  const { record, rights, path, isOwn } = props;
  const { person, visits } = record;
  const standing = record.leaves.filter(({ withdrawnAt }) => withdrawnAt === null);
  const duringLeave = visits.filter((visit) =>
    standing.some((leave) => visitsDuring(leave, [visit]).length > 0),
  );
  const against = visits.filter((visit) =>
    record.conflicts.some(
      ({ conflict }) =>
        conflict.withdrawnAt === null && visitsAgainst(conflict, [visit]).length > 0,
    ),
  );
  return (
    <div class="grid-container">
      {!isOwn && (
        <Breadcrumb
          items={[{ label: 'Staff', path: '/workforce' }, { label: person.displayName }]}
        />
      )}
      <h1>{isOwn ? 'My record' : person.displayName}</h1>
      {person.isSample && (
        <p>
          <SampleTag /> This person is invented.
        </p>
      )}
      {!person.isActive && (
        <Alert kind="warning">The account is deactivated: nobody counts on this person.</Alert>
      )}
      <ConcernedVisits heading="Scheduled visits in a week of leave" visits={duringLeave} />
      <ConcernedVisits heading="Scheduled visits against a conflict of interest" visits={against} />
      <Positions record={record} isOwn={isOwn} />
      <h2>Coming visits</h2>
      {visits.length === 0 ? (
        <EmptyState>No visit is scheduled. Planning gives visits to positions.</EmptyState>
      ) : (
        <ul class="moa-list">
          {visits.map((visit) => (
            <li key={visit.inspectionId}>
              <VisitLink visit={visit} />
            </li>
          ))}
        </ul>
      )}
      <h2>Qualifications</h2>
      <QualificationsTable rows={record.qualifications} isLinked={!isOwn} />
      {rights.manages && (
        <p>
          <a href={`${path}/qualifications/new`}>Record a qualification</a>
        </p>
      )}
      <Trainings record={record} rights={rights} path={path} isOwn={isOwn} />
      <h2>Leave</h2>
      <LeavesTable rows={record.leaves} path={isOwn ? path : '/workforce/records'} />
      {rights.keepsLeave && (
        <p>
          <a href={`${path}/leaves/new`}>Record leave</a>
        </p>
      )}
      <h2>Conflicts of interest</h2>
      <ConflictsTable rows={record.conflicts} isLinked={!isOwn} />
      {rights.manages && (
        <p>
          <a href={`${path}/conflicts/new`}>Record a conflict of interest</a>
        </p>
      )}
    </div>
  );
}

function Positions({ record, isOwn }: { record: PersonRecord; isOwn: boolean }): VNode {
  if (record.holds.length === 0)
    return (
      <EmptyState>No position is on record. Positions are filled on their own pages.</EmptyState>
    );
  return (
    <DataTable
      caption="Positions"
      rows={record.holds}
      keyOf={({ positionId, holdsFrom }) => `${positionId} ${holdsFrom}`}
      columns={[
        {
          header: 'Position',
          isRowHeader: true,
          cell: ({ positionId, title }) =>
            isOwn ? title : <a href={`/workforce/positions/${positionId}`}>{title}</a>,
        },
        { header: 'Held', cell: (hold) => <SpanCell span={hold} /> },
      ]}
    />
  );
}

function Trainings(props: {
  record: PersonRecord;
  rights: PersonRights;
  path: string;
  isOwn: boolean;
}): VNode {
  const { record, rights, path, isOwn } = props;
  const isLeader = record.person.role === 'team-leader';
  return (
    <>
      {(!isLeader || record.received.length > 0) && (
        <>
          <h2>Trainings received</h2>
          <TrainingsTable
            caption="Trainings received"
            rows={record.received}
            with="leader"
            isLinked={!isOwn}
          />
          {rights.trains && (
            <p>
              <a href={`${path}/trainings/new`}>Record a training</a>
            </p>
          )}
        </>
      )}
      {(isLeader || record.given.length > 0) && (
        <>
          <h2>Trainings given</h2>
          <TrainingsTable
            caption="Trainings given"
            rows={record.given}
            with="inspector"
            isLinked={!isOwn}
          />
        </>
      )}
    </>
  );
}
