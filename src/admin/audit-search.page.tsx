import type { VNode } from 'preact';
import type { AuditEntry } from '../audit/audit-entry.entity.js';
import type { AuditedThing } from '../audit/audit-log.js';
import type { Paged } from '../platform/http/paging.js';
import { withQuery } from '../platform/pages/addresses.js';
import { Alert } from '../platform/pages/alert.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { DateField, SelectField, TextField } from '../platform/pages/fields.js';
import { ADMIN } from '../platform/pages/navigation.js';
import { Pagination } from '../platform/pages/pagination.js';
import type { AuditQuery } from './audit.dto.js';
import { AuditEntries } from './audit-entries.js';
import { actionText } from './audit-words.rules.js';

const PATH = '/admin/audit';

/** The whole audit, narrowed by person, thing, action and time. The address holds the filter. */
export function AuditSearchPage(props: {
  page: Paged<AuditEntry>;
  query: AuditQuery;
  /** Every action that there is. */
  actions: string[];
  pathOf: (thing: AuditedThing) => string | null;
}): VNode {
  const { page, query, actions, pathOf } = props;
  const { subject, actor, action, from, until, requestId, limit, cursor } = query;
  const filter = { subject, actor, action, from, until, requestId };
  return (
    <div class="grid-container">
      <Breadcrumb items={[ADMIN, { label: 'Audit' }]} />
      <h1>Audit</h1>
      <p>
        Who did what to which thing, when and from where. Times are real, not shifted; days are
        those of UTC. Each entry is sealed together with the one before it.
      </p>
      <Filters query={query} actions={actions} />
      {page.items.length === 0 ? (
        <EmptyState>
          No entry fits the filter. <a href={PATH}>Show all entries</a>
        </EmptyState>
      ) : (
        <>
          <p>
            <a href={withQuery('/admin/audit.jsonl', filter)}>Download JSON lines</a>{' '}
            <span class="usa-hint">
              all {page.total} that match, the oldest first; the download is recorded
            </span>
          </p>
          <AuditEntries caption="Entries, latest first" entries={page.items} pathOf={pathOf} />
        </>
      )}
      <Pagination
        path={PATH}
        query={{ ...filter, cursor, limit: limit === 50 ? undefined : limit }}
        shown={page.items.length}
        total={page.total}
        nextCursor={page.nextCursor}
        what="entries"
      />
      <Verify />
    </div>
  );
}

function Filters({ query, actions }: { query: AuditQuery; actions: string[] }): VNode {
  return (
    <form
      class="moa-filters"
      method="get"
      action={PATH}
      role="search"
      aria-label="Filter the audit"
    >
      <TextField name="subject" label="Thing: its name, number or id" value={query.subject} />
      <TextField name="actor" label="Who: a name or an id" value={query.actor} />
      <SelectField
        name="action"
        label="Action"
        value={query.action}
        anyLabel="Any action"
        options={actionOptions(actions, query.action)}
      />
      <DateField name="from" label="From" value={query.from} />
      <DateField name="until" label="Until" value={query.until} />
      <TextField name="requestId" label="Request id" value={query.requestId} />
      <button class="usa-button" type="submit">
        Filter
      </button>
    </form>
  );
}

/** All actions of a kind of thing at once, then each; and whatever else the address asks for. */
function actionOptions(
  actions: string[],
  asked: string | undefined,
): { value: string; label: string }[] {
  const groups = new Set(actions.flatMap((action) => /^[^.]+\./.exec(action)?.[0] ?? []));
  const values = [...new Set([...groups, ...actions, ...(asked ? [asked] : [])])].sort();
  return values.map((value) => ({
    value,
    label: value.endsWith('.') ? `${actionText(value.slice(0, -1))}: anything` : actionText(value),
  }));
}

function Verify(): VNode {
  return (
    <>
      <h2>Is the audit as it was written?</h2>
      <p>
        The verification reads every entry again and names the first that was changed, taken away or
        put elsewhere. What was cut off together with the end of the audit only shows against a
        signed head that was kept elsewhere: <code>moa audit head</code> writes one, and{' '}
        <code>moa audit verify --head FILE</code> compares.
      </p>
      <form method="post" action={`${PATH}/verify`}>
        <CsrfField />
        <button class="usa-button usa-button--outline" type="submit">
          Verify the audit now
        </button>
      </form>
    </>
  );
}

/** Shown instead of a notice when the verification found something: it must not be overlooked. */
export function AuditFlawPage({ text }: { text: string }): VNode {
  return (
    <div class="grid-container">
      <Breadcrumb items={[ADMIN, { label: 'Audit', path: PATH }, { label: 'Verification' }]} />
      <h1>The audit does not hold</h1>
      <Alert kind="error">{text}</Alert>
      <p>
        Somebody who can write to the database changed it past this program. Keep a copy of the
        database as it is now, and tell whoever answers for the security of this installation. What
        comes before the entry can be relied on; what comes after it cannot.
      </p>
    </div>
  );
}
