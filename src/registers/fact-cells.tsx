import type { VNode } from 'preact';
import { DayTime, dayText, MomentTime } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';
import { SampleTag } from '../platform/pages/status-tag.js';
import { dayOfFact } from './facts.rules.js';
import type { RegisterEntry } from './register.entity.js';
import {
  entryLabel,
  type Register,
  type RegisterField,
  registerOf,
  ROLE_SEPARATOR,
} from './registers.rules.js';

/** What an entry says in one of its fields. */
export function FactCell(props: { field: RegisterField; value: string | number | null }): VNode {
  const { field, value } = props;
  if (value === null) return <span class="text-base">not on record</span>;
  if (typeof value === 'number')
    return <>{field.kind === 'year' ? value : value.toLocaleString('en-US')}</>;
  switch (field.kind) {
    case 'day':
      return <DayTime day={value} />;
    case 'hour':
      return <HourTime hour={value} />;
    case 'choice':
    case 'roles':
      return <>{labelsOf(field, value)}</>;
    default:
      return <>{value}</>;
  }
}

const labelsOf = ({ options = [] }: RegisterField, value: string): string =>
  value
    .split(ROLE_SEPARATOR)
    .map((code) => options.find((option) => option.value === code)?.label ?? code)
    .join(', ');

/** `26 Sep 2012, 14:30`, as the clock showed it where the field office is. */
function HourTime({ hour }: { hour: string }): VNode {
  return (
    <time dateTime={hour}>
      {dayText(dayOfFact(hour))}, {hour.slice('YYYY-MM-DDT'.length)}
    </time>
  );
}

/** A day, an hour where the field office is, or a moment. */
export function LimitTime(props: { value: string | null; timeZone: string | null }): VNode {
  const { value, timeZone } = props;
  const own = useRender().timeZone;
  if (value === null) return <span class="text-base">not on record</span>;
  if (value.endsWith('Z')) return <MomentTime moment={value} timeZone={timeZone ?? own} />;
  return value.includes('T') ? <HourTime hour={value} /> : <DayTime day={value} />;
}

/** An entry that leads to its page. */
export function EntryLink({ entry }: { entry: RegisterEntry }): VNode {
  return (
    <>
      <a href={`/register-entries/${entry.id}`}>
        {entryLabel(registerOf(entry.register), entry.facts)}
      </a>{' '}
      {entry.isSample && <SampleTag />}
    </>
  );
}

/** The columns of a register that its entries' own words do not say already. */
export const tellingFields = ({ fields, key }: Register): RegisterField[] =>
  fields.filter(({ name, kind }) => !key.includes(name) || kind === 'day' || name === 'about');
