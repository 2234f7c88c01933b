import type { VNode } from 'preact';
import { DataTable } from '../../platform/pages/data-table.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { ALTERNATIVE, itemField, sourceField } from './hand-over-form.js';
import { isChoice, type OpenWork } from './hand-over.rules.js';
import type { WorkItem } from './work-items.js';

type SectionView = OpenWork & {
  fields: ReadonlyMap<string, string>;
  errors: FieldError[];
  /** Whether the viewer can follow a link that leads to inviting somebody. */
  mayInvite: boolean;
};

/** What one source has, with a choice for each thing and one for all of them. */
export function WorkSection(view: SectionView): VNode {
  const { kind, title, items } = view;
  const choices = items.filter(isChoice);
  return (
    <section aria-labelledby={`source-${kind}`}>
      <h2 id={`source-${kind}`}>
        {title} ({items.length})
      </h2>
      {choices.length > 1 && <ForAll {...view} choices={choices} />}
      <DataTable
        caption={title}
        isCaptionHidden
        rows={items}
        keyOf={({ id }) => id}
        columns={[
          { header: 'What', isRowHeader: true, cell: (item) => <Name {...item} /> },
          { header: 'About', cell: ({ summary }) => summary },
          { header: 'Goes to', cell: (item) => <Fate {...view} item={item} /> },
        ]}
      />
    </section>
  );
}

const Name = ({ label, path }: WorkItem): VNode =>
  path === null ? <>{label}</> : <a href={path}>{label}</a>;

function Fate(view: SectionView & { item: WorkItem }): VNode {
  const { kind, item, fields, errors, mayInvite } = view;
  if (item.blocked)
    return (
      <span id={itemField(kind, item.id)}>
        Nobody yet:{' '}
        {mayInvite ? <a href={item.blocked.path}>{item.blocked.words}</a> : item.blocked.words}{' '}
        first.
      </span>
    );
  if (!isChoice(item))
    return <span id={itemField(kind, item.id)}>{item.follows?.words ?? 'nobody can take it'}</span>;
  const name = itemField(kind, item.id);
  const error = errors.find(({ field }) => field === name)?.message;
  return (
    <>
      <label class="usa-sr-only" for={name}>
        {item.label} goes to
      </label>
      {error && (
        <span class="usa-error-message" id={`${name}-error`}>
          {error}
        </span>
      )}
      <select
        class={`usa-select${error ? ' usa-input--error' : ''}`}
        id={name}
        name={name}
        aria-describedby={error ? `${name}-error` : undefined}
      >
        <option value="">{openWords(item)}</option>
        {item.candidates.map(({ accountId, name: person, why, isAble }) => (
          <option
            key={accountId}
            value={accountId}
            selected={fields.get(name) === accountId}
            disabled={!isAble}
          >
            {person}: {why}
          </option>
        ))}
        {item.alternative !== null && (
          <option value={ALTERNATIVE} selected={fields.get(name) === ALTERNATIVE}>
            Nobody: {item.alternative}
          </option>
        )}
      </select>
      {!item.candidates.some(({ isAble }) => isAble) && (
        <small>Nobody who could take it is free.</small>
      )}
    </>
  );
}

const openWords = ({ follows }: WorkItem): string =>
  follows ? `Open: ${follows.words}, if that is handed on` : 'Open: choose';

/** Somebody for everything that is left open; whoever cannot take one of them is told so after. */
function ForAll({ kind, title, choices, fields }: SectionView & { choices: WorkItem[] }): VNode {
  const name = sourceField(kind);
  const alternatives = new Set(choices.flatMap(({ alternative }) => alternative ?? []));
  return (
    <div class="moa-field">
      <label class="usa-label" for={name}>
        Hand all {title.toLowerCase()} that are left open below to
      </label>
      <select class="usa-select" id={name} name={name}>
        <option value="">Choose for each</option>
        {takersOf(choices).map(({ accountId, person, count }) => (
          <option key={accountId} value={accountId} selected={fields.get(name) === accountId}>
            {person}: can take {count} of {choices.length}
          </option>
        ))}
        {alternatives.size > 0 && (
          <option value={ALTERNATIVE} selected={fields.get(name) === ALTERNATIVE}>
            Nobody: {[...alternatives].join(', ')}
          </option>
        )}
      </select>
    </div>
  );
}

/** Who can take how many, most first. */
function takersOf(choices: WorkItem[]): { accountId: string; person: string; count: number }[] {
  const takers = new Map<string, { accountId: string; person: string; count: number }>();
  for (const { candidates } of choices)
    for (const { accountId, name, isAble } of candidates) {
      const taker = takers.get(accountId) ?? { accountId, person: name, count: 0 };
      takers.set(accountId, { ...taker, count: taker.count + Number(isAble) });
    }
  return [...takers.values()]
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.person.localeCompare(b.person));
}
