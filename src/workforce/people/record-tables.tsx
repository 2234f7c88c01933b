import type { ComponentChildren, VNode } from 'preact';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { SampleTag, StatusTag } from '../../platform/pages/status-tag.js';
import { modelWords } from '../qualification.rules.js';
import type { Leave, Qualification, ServiceRecord } from '../service-record.entity.js';
import { DaysCell, PersonLink, SpanCell } from '../workforce-cells.js';
import type { ConflictRow, TrainingRow } from './people.service.js';
import type { RecordKind } from './record-kinds.js';

const RECORDS = '/workforce/records';

export const RESULT_WORDS = { passed: 'passed', 'not-passed': 'not passed' };

/** The first cell of a fact: leads to it where the viewer can open it, and says what is not as usual. */
function Name(props: {
  record: ServiceRecord;
  kind: RecordKind;
  /** Where its page lies; null = it has none for the viewer. */
  path: string | null;
  children: ComponentChildren;
}): VNode {
  const { record, kind, path, children } = props;
  return (
    <>
      {path === null ? children : <a href={`${path}/${kind}/${record.id}`}>{children}</a>}{' '}
      {record.withdrawnAt !== null && <StatusTag status="withdrawn" />}{' '}
      {record.isSample && <SampleTag />}
    </>
  );
}

export function QualificationsTable(props: { rows: Qualification[]; isLinked: boolean }): VNode {
  const { rows, isLinked } = props;
  if (rows.length === 0)
    return (
      <EmptyState>
        None is on record: whoever has none inspects nothing. A training that is passed gives one.
      </EmptyState>
    );
  return (
    <DataTable
      caption="Qualifications"
      isCaptionHidden
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          header: 'Qualified for',
          isRowHeader: true,
          cell: (record) => (
            <Name record={record} kind="qualifications" path={isLinked ? RECORDS : null}>
              {modelWords(record.model)}
            </Name>
          ),
        },
        { header: 'Holds', cell: (record) => <SpanCell span={record} /> },
        { header: 'Rests on', cell: ({ basis }) => basis },
      ]}
    />
  );
}

export function TrainingsTable(props: {
  caption: string;
  rows: TrainingRow[];
  /** Of the two people, the one whose page this is not. */
  with: 'leader' | 'inspector';
  isLinked: boolean;
}): VNode {
  const { caption, rows, isLinked } = props;
  if (rows.length === 0)
    return <EmptyState>None is on record. Team leaders record what they gave.</EmptyState>;
  return (
    <DataTable
      caption={caption}
      isCaptionHidden
      rows={rows}
      keyOf={({ training }) => training.id}
      columns={[
        {
          header: 'Training for',
          isRowHeader: true,
          cell: ({ training }) => (
            <Name record={training} kind="trainings" path={isLinked ? RECORDS : null}>
              {modelWords(training.model)}
            </Name>
          ),
        },
        { header: 'Days', cell: ({ training }) => <DaysCell days={training} /> },
        props.with === 'leader'
          ? {
              header: 'Given by',
              cell: ({ training, leaderName }) => (
                <Person id={training.leaderId} name={leaderName} isLinked={isLinked} />
              ),
            }
          : {
              header: 'Given to',
              cell: ({ training, inspectorName }) => (
                <Person id={training.accountId} name={inspectorName} isLinked={isLinked} />
              ),
            },
        { header: 'Result', cell: ({ training }) => RESULT_WORDS[training.result] },
      ]}
    />
  );
}

function Person(props: { id: string; name: string; isLinked: boolean }): VNode {
  return props.isLinked ? <PersonLink {...props} /> : <>{props.name}</>;
}

export function LeavesTable({ rows, path }: { rows: Leave[]; path: string }): VNode {
  if (rows.length === 0)
    return (
      <EmptyState>
        No leave is on record. Everybody enters their own; team leaders also that of inspectors.
      </EmptyState>
    );
  return (
    <DataTable
      caption="Leave"
      isCaptionHidden
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          header: 'Days',
          isRowHeader: true,
          cell: (record) => (
            <Name record={record} kind="leaves" path={path}>
              <DaysCell days={record} />
            </Name>
          ),
        },
        { header: 'Note', cell: ({ note }) => note || 'none' },
        { header: 'Recorded by', cell: ({ recordedBy }) => recordedBy },
      ]}
    />
  );
}

export function ConflictsTable(props: { rows: ConflictRow[]; isLinked: boolean }): VNode {
  const { rows, isLinked } = props;
  if (rows.length === 0)
    return (
      <EmptyState>
        None is on record. The program manager records what somebody must not inspect.
      </EmptyState>
    );
  return (
    <DataTable
      caption="Conflicts of interest"
      isCaptionHidden
      rows={rows}
      keyOf={({ conflict }) => conflict.id}
      columns={[
        {
          header: 'Agency',
          isRowHeader: true,
          cell: ({ conflict, agencyName, state }) => (
            <Name record={conflict} kind="conflicts" path={isLinked ? RECORDS : null}>
              {agencyName}, {state}
            </Name>
          ),
        },
        { header: 'Holds', cell: ({ conflict }) => <SpanCell span={conflict} /> },
        { header: 'What it is', cell: ({ conflict }) => conflict.reason },
      ]}
    />
  );
}
