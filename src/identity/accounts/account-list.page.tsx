import type { VNode } from 'preact';
import type { Paged } from '../../platform/http/paging.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { SelectField, TextField } from '../../platform/pages/fields.js';
import { MomentTime } from '../../platform/pages/format.js';
import { Pagination } from '../../platform/pages/pagination.js';
import { useRender } from '../../platform/pages/render-context.js';
import { ROLE_NAMES, type Role, ROLES } from '../permissions.js';
import type { AccountLine } from './account-directory.js';
import { ACCOUNT_STATES, type AccountState, STATE_NAMES } from './account.rules.js';
import { AccountStateTag } from './account-state-tag.js';

export interface AccountListQuery {
  q?: string;
  role?: Role;
  state?: AccountState;
  limit: number;
  cursor?: string;
}

/** Who has an account, and how it stands. */
export function AccountListPage(props: {
  page: Paged<AccountLine>;
  query: AccountListQuery;
}): VNode {
  const { page, query } = props;
  return (
    <div class="grid-container">
      <Breadcrumb items={[{ label: 'Admin', path: '/admin' }, { label: 'Accounts' }]} />
      <h1>Accounts</h1>
      <p>
        <a class="usa-button" href="/admin/accounts/invite">
          Invite somebody
        </a>
      </p>
      <Filters {...query} />
      {page.items.length === 0 ? (
        <EmptyState>
          No account is like this. <a href="/admin/accounts">Show all accounts</a>
        </EmptyState>
      ) : (
        <Lines lines={page.items} />
      )}
      <Pagination
        path="/admin/accounts"
        query={{
          q: query.q,
          role: query.role,
          state: query.state,
          limit: query.limit === 50 ? undefined : query.limit,
          cursor: query.cursor,
        }}
        shown={page.items.length}
        total={page.total}
        nextCursor={page.nextCursor}
        what="accounts"
      />
    </div>
  );
}

function Filters({ q, role, state }: AccountListQuery): VNode {
  return (
    <form class="moa-filters" method="get" action="/admin/accounts" aria-label="Filter accounts">
      <TextField name="q" label="Name or e-mail" value={q} />
      <SelectField
        name="role"
        label="Role"
        value={role}
        anyLabel="Any"
        options={ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }))}
      />
      <SelectField
        name="state"
        label="State"
        value={state}
        anyLabel="Any"
        options={ACCOUNT_STATES.map((value) => ({ value, label: STATE_NAMES[value] }))}
      />
      <div class="moa-actions">
        <button class="usa-button usa-button--outline" type="submit">
          Show
        </button>
      </div>
    </form>
  );
}

function Lines({ lines }: { lines: AccountLine[] }): VNode {
  const { timeZone } = useRender();
  return (
    <DataTable
      caption="Accounts by name"
      rows={lines}
      keyOf={({ id }) => id}
      columns={[
        {
          header: 'Name',
          isRowHeader: true,
          cell: ({ id, displayName }) => <a href={`/admin/accounts/${id}`}>{displayName}</a>,
        },
        {
          header: 'E-mail',
          cell: ({ email, kind }) => email ?? (kind === 'service' ? 'service account' : 'none'),
        },
        { header: 'Role', cell: ({ role }) => ROLE_NAMES[role] },
        { header: 'Field office', cell: ({ officeName }) => officeName ?? '–' },
        { header: 'State', cell: ({ state }) => <AccountStateTag state={state} /> },
        {
          header: 'Last sign-in',
          cell: ({ lastSignedInAt }) =>
            lastSignedInAt ? <MomentTime moment={lastSignedInAt} timeZone={timeZone} /> : 'never',
        },
      ]}
    />
  );
}
