import type { VNode } from 'preact';
import { addDays, federalHoliday, fiscalYearSpan, mondayOf } from '../platform/clock/calendar.js';
import { DayTime } from '../platform/pages/format.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { FirstOfAll } from '../platform/pages/first-of-all.js';
import { grouped } from '../platform/grouped.js';
import type { YearItem } from './inspection-year.service.js';
import { KIND_WORDS, teamWords } from './inspection-words.js';

/** A fiscal year by week: what starts in each, and what a federal holiday takes away. */
export function InspectionCalendar(props: { fiscalYear: number; items: YearItem[] }): VNode {
  const { fiscalYear, items } = props;
  const weeks = weeksOf(fiscalYear);
  const without = items.filter((item) => !item.startsOn && item.status === 'unscheduled');
  const named = without.slice(0, NAMED_WITHOUT_WEEK);
  const byWeek = grouped(items, ({ startsOn }) => startsOn && mondayOf(startsOn));
  return (
    <>
      <table class="usa-table usa-table--borderless moa-table moa-calendar">
        <caption>Weeks of fiscal year {fiscalYear}</caption>
        <thead>
          <tr>
            <th scope="col">Week of</th>
            <th scope="col">Visits</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((monday) => (
            <Week key={monday} monday={monday} visits={byWeek.get(monday) ?? []} />
          ))}
        </tbody>
      </table>
      {without.length > 0 && (
        <>
          <h2>Without a week</h2>
          <ul class="moa-list">
            {named.map((item) => (
              <li key={item.id ?? item.agreement.agreementId}>
                <a href={`/agreements/${item.agreement.agreementId}`}>
                  {item.agreement.agencyName}
                </a>
                : {item.reason}
              </li>
            ))}
          </ul>
          <FirstOfAll
            shown={named.length}
            total={without.length}
            href={`/inspections?fiscalYear=${fiscalYear}&status=unscheduled`}
            words={`All ${without.length} without a week`}
          />
        </>
      )}
    </>
  );
}

/** So many of what has no week are named below the weeks; the list has all of them. */
const NAMED_WITHOUT_WEEK = 50;

function Week({ monday, visits }: { monday: string; visits: YearItem[] }): VNode {
  const holiday = [0, 1, 2, 3, 4]
    .map((day) => federalHoliday(addDays(monday, day)))
    .find((name) => name !== undefined);
  return (
    <tr>
      <th scope="row">
        <DayTime day={monday} />
        {holiday && (
          <>
            <br />
            <small>{holiday}</small>
          </>
        )}
      </th>
      <td>
        {visits.length === 0 ? (
          <span class="moa-small">free</span>
        ) : (
          <ul>
            {visits.map((visit) => (
              <li key={visit.id}>
                <a href={`/inspections/${visit.id ?? ''}`}>{visit.number}</a>{' '}
                {visit.agreement.agencyName}, {visit.agreement.state}:{' '}
                {KIND_WORDS[visit.kind].toLowerCase()}, <DayTime day={visit.startsOn} weekday /> to{' '}
                <DayTime day={visit.endsOn} weekday />, {teamWords(visit.team)}{' '}
                <StatusTag status={visit.status} />
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}

function weeksOf(fiscalYear: number): string[] {
  const end = mondayOf(fiscalYearSpan(fiscalYear + 1).from);
  const weeks: string[] = [];
  for (
    let monday = mondayOf(fiscalYearSpan(fiscalYear).from);
    monday < end;
    monday = addDays(monday, 7)
  )
    weeks.push(monday);
  return weeks;
}
