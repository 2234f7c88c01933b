import type { VNode } from 'preact';
import { counted } from '../../platform/counted.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { DayTime } from '../../platform/pages/format.js';
import { SampleTag } from '../../platform/pages/status-tag.js';
import type { ProgramModel } from '../../registry/agreement.entity.js';
import type { Unavailability } from '../capacity.rules.js';
import { Models, PersonLink, ROLE_WORDS, Vacant } from '../workforce-cells.js';
import { type PersonCapacity, type QuarterCapacity, QUARTERS } from './capacity-year.rules.js';
import type { CapacityYear } from './capacity-year.service.js';

const QUARTER_NAMES = ['Oct to Dec', 'Jan to Mar', 'Apr to Jun', 'Jul to Sep'];

const LOST_WORDS: Record<Unavailability, string> = {
  vacant: 'vacant',
  leave: 'leave',
  'not-established': 'not established yet',
  abolished: 'abolished',
};

/** In how many weeks can the unit travel, and for which models? */
export function CapacityYearPage(props: {
  year: CapacityYear;
  models: ProgramModel[];
  scope: string | null;
}): VNode {
  const { year, models, scope } = props;
  const { fiscalYear, countedOn, people } = year;
  const vacant = people.filter(({ person }) => person.holder === null).length;
  return (
    <div class="grid-container">
      <Breadcrumb items={[{ label: 'Staff', path: '/workforce' }, { label: 'Capacity' }]} />
      <h1>Capacity of fiscal year {fiscalYear}</h1>
      <p>
        Holders and qualifications as of <DayTime day={countedOn} />:{' '}
        {counted(people.length, 'position')}, of which {vacant} vacant.{' '}
        {scope && <>You see those of the {scope} field office. </>}A week counts where one and the
        same person holds the position on all its work days and none of them is leave. Travel weeks
        are limited by quarter: what this installation set, or the position’s own number.
      </p>
      <p class="moa-actions">
        <a href={`/workforce/capacity?fiscalYear=${fiscalYear - 1}`}>FY {fiscalYear - 1}</a>
        <a href={`/workforce/capacity?fiscalYear=${fiscalYear + 1}`}>FY {fiscalYear + 1}</a>
        <a href={`/workforce/capacity.csv?fiscalYear=${fiscalYear}`}>Download CSV</a>
        <a href={`/workforce/capacity.xlsx?fiscalYear=${fiscalYear}`}>Download Excel</a>
      </p>
      {people.length === 0 ? (
        <EmptyState>No position exists in this year. Establish one under Staff.</EmptyState>
      ) : (
        <>
          <ByModel year={year} models={models} />
          <ByPosition people={people} />
        </>
      )}
    </div>
  );
}

function ByModel({ year, models }: { year: CapacityYear; models: ProgramModel[] }): VNode {
  return (
    <DataTable
      caption="Travel weeks by program model: team leaders + inspectors"
      rows={year.models}
      keyOf={({ model }) => model}
      columns={[
        {
          header: 'Qualified for',
          isRowHeader: true,
          cell: ({ model }) => models.find(({ code }) => code === model)?.name ?? model,
        },
        ...QUARTERS.map((quarter) => ({
          header: QUARTER_NAMES[quarter] ?? '',
          isNumeric: true,
          cell: ({ leaders, inspectors }: CapacityYear['models'][number]) =>
            `${leaders[quarter]} + ${inspectors[quarter]}`,
        })),
      ]}
    />
  );
}

function ByPosition({ people }: { people: PersonCapacity[] }): VNode {
  return (
    <DataTable
      caption="Weeks by position: may travel, of those in which the holder is there"
      rows={people}
      keyOf={({ person }) => person.positionId}
      columns={[
        {
          header: 'Position',
          isRowHeader: true,
          cell: ({ person }) => (
            <>
              <a href={`/workforce/positions/${person.positionId}`}>{person.title}</a>{' '}
              {person.isSample && <SampleTag />}
            </>
          ),
        },
        { header: 'Role', cell: ({ person }) => ROLE_WORDS[person.role] },
        {
          header: 'Holder',
          cell: ({ person: { holder, successors } }) => (
            <>
              {holder ? <PersonLink id={holder.accountId} name={holder.name} /> : <Vacant />}
              {successors.map(({ accountId, name, from }) => (
                <span key={from}>
                  , from <DayTime day={from} /> <PersonLink id={accountId} name={name} />
                </span>
              ))}
            </>
          ),
        },
        {
          header: 'Qualifications',
          cell: ({ person }) => (
            <>
              {!person.holder && 'asks for '}
              <Models models={person.models} />
            </>
          ),
        },
        ...QUARTERS.map((quarter) => ({
          header: QUARTER_NAMES[quarter] ?? '',
          cell: ({ quarters }: PersonCapacity) => <Quarter quarter={quarters[quarter]} />,
        })),
      ]}
    />
  );
}

function Quarter({ quarter }: { quarter: QuarterCapacity | undefined }): VNode | null {
  if (!quarter) return null;
  const lost = Object.entries(quarter.lost)
    .map(([reason, weeks]) => `${weeks} ${LOST_WORDS[reason as Unavailability]}`)
    .join(', ');
  return (
    <>
      {quarter.travel} of {quarter.availableFrom.length}
      {lost && ` (${lost})`}
    </>
  );
}
