import type { VNode } from 'preact';
import type { Day } from '../../platform/clock/calendar.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { ErrorSummary, type FieldError } from '../../platform/pages/error-summary.js';
import { SelectField } from '../../platform/pages/fields.js';
import { MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import type { Account, ApiToken } from '../account.entity.js';
import { TokenTable } from '../accounts/account-tables.js';
import { errorOf } from '../accounts/form-errors.js';
import { ROLE_NAMES, ROLES } from '../permissions.js';
import { TokenNameAndExpiry } from './own-token-views.js';
import type { ServiceAccount, ServiceAccountInput } from './service-accounts.service.js';
import type { TokenInput } from './token.rules.js';

export const SERVICE_ACCOUNTS = { label: 'Service accounts', path: '/admin/service-accounts' };

export function ServiceAccountList(props: { services: ServiceAccount[]; today: Day }): VNode {
  const { services, today } = props;
  return (
    <div class="grid-container">
      <Breadcrumb items={[{ label: 'Admin', path: '/admin' }, { label: SERVICE_ACCOUNTS.label }]} />
      <h1>Service accounts</h1>
      <p>
        A program that goes on when people come and go works under an account of its own, for which
        a person answers. When that person leaves, it is handed to somebody else or closed.
      </p>
      <p>
        <a class="usa-button" href={`${SERVICE_ACCOUNTS.path}/new`}>
          Make a service account
        </a>
      </p>
      {services.length === 0 ? (
        <EmptyState>
          There are none. Make one for each program that is not one person&rsquo;s own.
        </EmptyState>
      ) : (
        <ServiceAccountTable services={services} today={today} />
      )}
    </div>
  );
}

function ServiceAccountTable({
  services,
  today,
}: {
  services: ServiceAccount[];
  today: Day;
}): VNode {
  const { timeZone } = useRender();
  return (
    <DataTable
      caption="Service accounts, by name"
      isCaptionHidden
      rows={services}
      keyOf={({ account }) => account.id}
      columns={[
        {
          header: 'Name',
          isRowHeader: true,
          cell: ({ account }) => (
            <>
              <a href={`${SERVICE_ACCOUNTS.path}/${account.id}`}>{account.displayName}</a>
              {!account.isActive && ' (deactivated)'}
            </>
          ),
        },
        { header: 'Who answers for it', cell: ({ ownerName }) => ownerName ?? 'nobody' },
        { header: 'Role', cell: ({ account }) => ROLE_NAMES[account.role] },
        { header: 'Field office', cell: ({ officeName }) => officeName ?? 'not limited to one' },
        {
          header: 'Tokens that hold',
          isNumeric: true,
          cell: ({ tokens }) => tokens.filter((token) => holds(token, today)).length,
        },
        {
          header: 'Last used',
          cell: ({ tokens }) => {
            const last = tokens
              .map(({ lastUsedAt }) => lastUsedAt ?? '')
              .sort()
              .at(-1);
            return last ? <MomentTime moment={last} timeZone={timeZone} /> : 'never';
          },
        },
      ]}
    />
  );
}

const holds = ({ revokedAt, expiresAt }: ApiToken, today: Day): boolean =>
  revokedAt === null && (expiresAt === null || expiresAt.slice(0, 10) >= today);

export function ServiceAccountForm(props: {
  typed: ServiceAccountInput;
  errors: FieldError[];
  owners: Account[];
  offices: string[];
  latestExpiry: Day;
}): VNode {
  const { typed, errors, owners, offices, latestExpiry } = props;
  return (
    <div class="grid-container">
      <Breadcrumb items={[SERVICE_ACCOUNTS, { label: 'Make a service account' }]} />
      <div class="moa-narrow">
        <h1>Make a service account</h1>
        <ErrorSummary errors={errors} />
        <form class="usa-form" method="post" action={SERVICE_ACCOUNTS.path}>
          <CsrfField />
          <TokenNameAndExpiry typed={typed} errors={errors} latestExpiry={latestExpiry} />
          <SelectField
            name="owner"
            label="Who answers for it"
            value={typed.owner}
            anyLabel="Choose"
            options={owners.map(({ id, displayName, role }) => ({
              value: id,
              label: `${displayName} (${ROLE_NAMES[role]})`,
            }))}
            error={errorOf(errors, 'owner')}
          />
          <SelectField
            name="role"
            label="Role"
            value={typed.role}
            anyLabel="Choose"
            hint="The program may what this role may."
            options={ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }))}
            error={errorOf(errors, 'role')}
          />
          <SelectField
            name="fieldOffice"
            label="Field office"
            value={typed.fieldOffice}
            anyLabel="None"
            hint="For the role of ERO supervisor, and for no other."
            options={offices.map((name) => ({ value: name, label: name }))}
            error={errorOf(errors, 'fieldOffice')}
          />
          <button class="usa-button" type="submit">
            Make the account and its token
          </button>
        </form>
      </div>
    </div>
  );
}

/** One service account: who answers for it, and its tokens. */
export function ServiceAccountView(props: {
  service: ServiceAccount;
  typed: Pick<TokenInput, 'name' | 'expiresOn'>;
  errors: FieldError[];
  latestExpiry: Day;
}): VNode {
  const { service, typed, errors, latestExpiry } = props;
  const { account, ownerName, officeName, tokens } = service;
  return (
    <div class="grid-container">
      <Breadcrumb items={[SERVICE_ACCOUNTS, { label: account.displayName }]} />
      <h1>{account.displayName}</h1>
      <ErrorSummary errors={errors} />
      <SummaryList
        facts={[
          ['State', account.isActive ? 'active' : 'deactivated'],
          ['Who answers for it', ownerName ?? 'nobody'],
          ['Role', ROLE_NAMES[account.role]],
          ['Field office', officeName ?? 'not limited to one'],
        ]}
      />
      <p>
        <a href={`/admin/accounts/${account.id}`}>Change or deactivate this account</a>
      </p>
      <h2>Tokens</h2>
      <TokenTable accountId={account.id} tokens={tokens} />
      {account.isActive && (
        <details open={errors.length > 0}>
          <summary>Make another token</summary>
          <form
            class="usa-form"
            method="post"
            action={`${SERVICE_ACCOUNTS.path}/${account.id}/tokens`}
          >
            <CsrfField />
            <TokenNameAndExpiry typed={typed} errors={errors} latestExpiry={latestExpiry} />
            <button class="usa-button" type="submit">
              Make the token
            </button>
            <p class="usa-hint">
              Give it to the program first, and revoke the one before when that is done.
            </p>
          </form>
        </details>
      )}
    </div>
  );
}
