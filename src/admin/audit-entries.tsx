import type { VNode } from 'preact';
import type { FieldChange } from '../audit/audit-chain.rules.js';
import type { AuditEntry } from '../audit/audit-entry.entity.js';
import { plainEntry, type PlainEntry } from '../audit/audit-export.js';
import type { AuditedThing } from '../audit/audit-log.js';
import { isDay } from '../platform/clock/calendar.js';
import { DataTable } from '../platform/pages/data-table.js';
import { DayTime, MomentTime } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';
import { actionText, actorKindText, fieldText, valueText } from './audit-words.rules.js';

/** Entries of the audit, the latest first. */
export function AuditEntries(props: {
  caption: string;
  entries: AuditEntry[];
  pathOf: (thing: AuditedThing) => string | null;
  /** The thing whose trail this is: its name is not repeated in every row. */
  about?: AuditedThing;
}): VNode {
  const { caption, entries, pathOf, about } = props;
  return (
    <DataTable
      caption={caption}
      rows={entries.map(plainEntry)}
      keyOf={({ sequence }) => String(sequence)}
      columns={[
        { header: 'Entry', isRowHeader: true, cell: ({ sequence }) => sequence },
        { header: 'When', cell: ({ at }) => <When at={at} /> },
        {
          header: 'What',
          cell: (entry) => (
            <>
              <strong>{actionText(entry.action)}</strong>
              {!isAbout(entry, about) && <Subject entry={entry} pathOf={pathOf} />}
              {entry.reason && <div>Reason: {entry.reason}</div>}
              <Changes changes={entry.changes} />
              <Details details={entry.details} />
            </>
          ),
        },
        { header: 'Who', cell: (entry) => <Who entry={entry} /> },
        { header: 'From where', cell: (entry) => <FromWhere entry={entry} /> },
      ]}
    />
  );
}

const isAbout = (entry: PlainEntry, thing: AuditedThing | undefined): boolean =>
  entry.subjectType === thing?.type && entry.subjectId === thing.id;

/** In the zone of the site, and exactly. The audit's time is real, also in the demonstration. */
function When({ at }: { at: string }): VNode {
  const { timeZone } = useRender();
  return (
    <>
      <MomentTime moment={at} timeZone={timeZone} />
      <br />
      <small>{`${at.slice(0, 10)} ${at.slice(11, 19)} UTC`}</small>
    </>
  );
}

function Subject(props: {
  entry: PlainEntry;
  pathOf: (thing: AuditedThing) => string | null;
}): VNode {
  const { subjectType: type, subjectId: id, subjectLabel } = props.entry;
  const path = props.pathOf({ type, id });
  return (
    <div>
      {path ? <a href={path}>{subjectLabel}</a> : subjectLabel}{' '}
      <a href={trailPath({ type, id })}>
        <small>
          trail<span class="usa-sr-only"> of {subjectLabel}</span>
        </small>
      </a>
    </div>
  );
}

/** The address of a thing's trail. */
export const trailPath = ({ type, id }: AuditedThing): string =>
  `/audit/${encodeURIComponent(type)}/${encodeURIComponent(id)}`;

function Changes({ changes }: { changes: FieldChange[] }): VNode | null {
  if (changes.length === 0) return null;
  return (
    <ul class="usa-list">
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          {fieldText(field)}: <Value value={before} />
          <span aria-hidden="true"> → </span>
          <span class="usa-sr-only"> became </span>
          <Value value={after} />
        </li>
      ))}
    </ul>
  );
}

function Details({ details }: { details: PlainEntry['details'] }): VNode | null {
  const facts = Object.entries(details ?? {}).filter(([, value]) => value !== null);
  if (facts.length === 0) return null;
  return (
    <details>
      <summary>More</summary>
      <ul class="usa-list">
        {facts.map(([name, value]) => (
          <li key={name}>
            {fieldText(name)}: <Value value={value} />
          </li>
        ))}
      </ul>
    </details>
  );
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function Value({ value }: { value: unknown }): VNode {
  const { timeZone } = useRender();
  if (typeof value === 'string' && isDay(value)) return <DayTime day={value} />;
  if (typeof value === 'string' && MOMENT.test(value))
    return <MomentTime moment={value} timeZone={timeZone} />;
  return <>{valueText(value)}</>;
}

function Who({ entry }: { entry: PlainEntry }): VNode {
  const kind = actorKindText(entry.actorKind);
  return (
    <>
      {entry.actorName}
      {kind && (
        <>
          <br />
          <small>{kind}</small>
        </>
      )}
    </>
  );
}

function FromWhere({ entry: { address, requestId } }: { entry: PlainEntry }): VNode {
  if (!address && !requestId) return <>this program</>;
  return (
    <>
      {address}
      {requestId && (
        <>
          <br />
          <small>request {requestId}</small>
        </>
      )}
    </>
  );
}
