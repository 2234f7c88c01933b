import type { VNode } from 'preact';
import { stateName } from '../../offices/states.rules.js';
import { withQuery } from '../../platform/pages/addresses.js';
import { Alert } from '../../platform/pages/alert.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { DayTime, dayText } from '../../platform/pages/format.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import type { OfficialList } from '../official-list.entity.js';
import type { ProgramModel } from '../agreement.entity.js';
import {
  type Difference,
  DIFFERENCE_KINDS,
  type Reconciliation,
  type SideBySide,
} from './reconciliation.js';
import {
  captionDiffers,
  captionText,
  countedText,
  differenceHeading,
  KIND_NAMES,
  STANDING_NAMES,
  summaryText,
} from './reconciliation-words.rules.js';

export interface ReconciliationView {
  list: OfficialList;
  reconciliation: Reconciliation;
  models: ProgramModel[];
  /** The field office that limits what is compared; null = none does. */
  office: string | null;
  /** Whether the viewer may open the import that brought the list. */
  mayReadImports: boolean;
}

/** Does a list say what the register says of its day, and if not, why? */
export function ReconciliationPage(view: ReconciliationView): VNode {
  const { list, reconciliation, office } = view;
  const { differences, notes } = reconciliation;
  const hasDoubt = differences.length > 0 || captionDiffers(reconciliation.list);
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Census', path: '/census' },
          { label: 'Official lists', path: '/lists' },
          { label: headingOf(list) },
        ]}
      />
      <h1>{headingOf(list)}</h1>
      <Alert kind={hasDoubt ? 'warning' : 'success'}>{summaryText(reconciliation, office)}</Alert>
      {list.title !== headingOf(list) && <p>{list.title}</p>}
      <ListFacts {...view} />
      <p>
        <a href={`/lists/${list.id}/reconciliation.csv`}>Download CSV</a>
        {' · '}
        <a href={`/lists/${list.id}/reconciliation.xlsx`}>Download Excel</a>{' '}
        <span class="usa-hint">every row that differs, with its reason</span>
      </p>
      <h2>Differences</h2>
      {differences.length === 0 ? (
        <EmptyState>
          {`What the list shows is what the register has ${countedText(list.kind)} on its day.`}
        </EmptyState>
      ) : (
        <ByKind differences={differences} list={list} />
      )}
      {notes.length > 0 && <KnownWays notes={notes} list={list} />}
      <SideBySides {...view} />
      <p class="usa-hint">Source: {list.source}</p>
    </div>
  );
}

/** `Participating agencies, 1 Aug 2012` */
export const headingOf = ({ kind, asOf }: OfficialList): string =>
  `${KIND_NAMES[kind]}, ${dayText(asOf)}`;

function ListFacts({ list, reconciliation, mayReadImports }: ReconciliationView): VNode {
  const caption = captionText(reconciliation.list);
  const census = withQuery('/census', { asOf: list.asOf });
  return (
    <SummaryList
      facts={[
        [
          'As of',
          <>
            <DayTime day={list.asOf} /> (<a href={census}>census of the day</a>)
          </>,
        ],
        ['Kind', KIND_NAMES[list.kind]],
        ['Standing', STANDING_NAMES[reconciliation.list.standing]],
        ['Caption', caption ?? 'It states no total.'],
        ...(list.importId === null || !mayReadImports
          ? []
          : [
              ['Import', <a href={`/imports/${list.importId}`}>What it changed</a>] as [
                string,
                VNode,
              ],
            ]),
      ]}
    />
  );
}

function ByKind(props: { differences: Difference[]; list: OfficialList }): VNode {
  const { differences, list } = props;
  const kinds = DIFFERENCE_KINDS.filter((kind) => differences.some((row) => row.kind === kind));
  return (
    <>
      {kinds.map((kind) => {
        const rows = differences.filter((row) => row.kind === kind);
        return (
          <DifferenceTable
            key={kind}
            caption={`${differenceHeading(kind, list)} (${rows.length})`}
            rows={rows}
            list={list}
          />
        );
      })}
    </>
  );
}

/** What the lists are known to print otherwise: told, folded, and not counted. */
function KnownWays({ notes, list }: { notes: Difference[]; list: OfficialList }): VNode {
  return (
    <>
      <h2>Known ways of the lists</h2>
      <p>They say nothing else than the register, and are no differences.</p>
      <details>
        <summary>{notes.length === 1 ? '1 row' : `${notes.length} rows`}</summary>
        <DifferenceTable caption="Known ways of the lists" rows={notes} list={list} />
      </details>
    </>
  );
}

function DifferenceTable(props: {
  caption: string;
  rows: Difference[];
  list: OfficialList;
}): VNode {
  const { caption, rows, list } = props;
  return (
    <DataTable
      caption={caption}
      rows={rows}
      keyOf={(row) => `${row.kind} ${row.sheetRow ?? ''} ${row.agreementId ?? row.agency}`}
      columns={[
        {
          header: 'Agency',
          isRowHeader: true,
          cell: ({ agency, agreementId }) =>
            agreementId === null ? (
              agency
            ) : (
              <a href={withQuery(`/agreements/${agreementId}`, { asOf: list.asOf })}>{agency}</a>
            ),
        },
        { header: 'State', cell: ({ state }) => state ?? '–' },
        ...(rows.some(({ sheetRow }) => sheetRow !== null)
          ? [
              {
                header: 'Row',
                isNumeric: true,
                cell: ({ sheetRow }: Difference) => sheetRow ?? '–',
              },
            ]
          : []),
        { header: 'On the list', cell: ({ onList }) => onList },
        { header: 'In the register', cell: ({ inRegister }) => inRegister },
        { header: 'Reason', cell: ({ reason }) => reason },
      ]}
    />
  );
}

function SideBySides({ reconciliation, models }: ReconciliationView): VNode {
  const names = new Map(models.map(({ code, name }) => [code, name]));
  return (
    <>
      <h2>Counts side by side</h2>
      <div class="moa-columns">
        <SideBySideTable
          caption="By program model"
          header="Model"
          rows={reconciliation.byModel}
          nameOf={(code) => names.get(code) ?? 'Another model'}
        />
        <SideBySideTable
          caption="By state"
          header="State"
          rows={reconciliation.byState}
          nameOf={stateName}
        />
      </div>
    </>
  );
}

function SideBySideTable(props: {
  caption: string;
  header: string;
  rows: SideBySide[];
  nameOf: (of: string) => string;
}): VNode {
  const { caption, header, rows, nameOf } = props;
  return (
    <DataTable
      caption={caption}
      rows={[...rows].sort((a, b) => nameOf(a.of).localeCompare(nameOf(b.of), 'en'))}
      keyOf={({ of }) => of}
      columns={[
        { header, isRowHeader: true, cell: ({ of }) => nameOf(of) },
        { header: 'List', isNumeric: true, cell: ({ onList }) => onList },
        { header: 'Register', isNumeric: true, cell: ({ inRegister }) => inRegister },
        {
          header: 'More or fewer',
          isNumeric: true,
          cell: ({ onList, inRegister }) => signed(onList - inRegister),
        },
      ]}
    />
  );
}

const signed = (difference: number): string =>
  difference === 0 ? '–' : difference > 0 ? `+${difference}` : `−${-difference}`;
