import type { VNode } from 'preact';
import { Alert } from '../../platform/pages/alert.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary, type FieldError } from '../../platform/pages/error-summary.js';
import { MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import { SampleTag } from '../../platform/pages/status-tag.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import type { Account, ApiToken } from '../account.entity.js';
import { ROLE_NAMES } from '../permissions.js';
import { AccountActions } from './account-actions.js';
import type { AccountDetail } from './account-directory.js';
import { AccountFields } from './account-fields.js';
import { AccountStateTag } from './account-state-tag.js';
import { IdentityTable, LinkTable, TokenTable } from './account-tables.js';
import { SessionTable } from './session-table.js';

export interface AccountView {
  detail: AccountDetail;
  /** Whether the viewer looks at their own account. */
  isSelf: boolean;
  hasLocalSignIn: boolean;
  edit: {
    typed: { version: string; displayName: string; role: string; fieldOffice: string };
    errors: FieldError[];
    offices: string[];
  };
}

/** One account: who it is, how they get in, and what an administrator can do about it. */
export function AccountPage(view: AccountView): VNode {
  const { detail, edit } = view;
  const { account, sessions, tokens, links, identities } = detail;
  const [latest] = links;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Admin', path: '/admin' },
          { label: 'Accounts', path: '/admin/accounts' },
          { label: account.displayName },
        ]}
      />
      <h1>{account.displayName}</h1>
      <ErrorSummary errors={edit.errors} />
      {latest?.state === 'failed' && (
        <Alert kind="error">
          The mail with the latest link could not be delivered. Check the e-mail, and what the mail
          server said under “Mails with a link”.
        </Alert>
      )}
      <Facts {...detail} />
      <p>
        <a href={`/audit/account/${account.id}`}>What was done to this account, and by whom</a>
      </p>
      <EditForm id={account.id} {...edit} />
      <AccountActions {...view} />
      <h2>Sessions</h2>
      <SessionTable sessions={sessions} />
      <h2>API tokens</h2>
      <TokenTable accountId={account.id} tokens={tokens} />
      {account.kind === 'person' && (
        <>
          <h2>Mails with a link</h2>
          <LinkTable links={links} />
          <h2>Identities at the identity provider</h2>
          <IdentityTable identities={identities} />
        </>
      )}
    </div>
  );
}

function Facts({ account, state, officeName, ownerName }: AccountDetail): VNode {
  const { timeZone } = useRender();
  const moment = (value: string | null, otherwise: string): VNode =>
    value ? <MomentTime moment={value} timeZone={timeZone} /> : <>{otherwise}</>;
  return (
    <SummaryList
      facts={[
        [
          'State',
          <>
            <AccountStateTag state={state} /> {account.isSample && <SampleTag />}
          </>,
        ],
        ...(account.kind === 'person'
          ? ([['E-mail', account.email ?? 'none']] as [string, string][])
          : ([['Kind', `service account; ${ownerName ?? 'nobody'} answers for it`]] as [
              string,
              string,
            ][])),
        ['Role', ROLE_NAMES[account.role]],
        ['Field office', officeName ?? 'not limited to one'],
        ['Made', moment(account.createdAt, 'not known')],
        ['Last sign-in', moment(account.lastSignedInAt, 'never')],
        ['Password set', moment(account.passwordChangedAt, noPasswordText(account))],
        ...(account.deactivatedAt
          ? ([['Deactivated', moment(account.deactivatedAt, '')]] as [string, VNode][])
          : []),
      ]}
    />
  );
}

const noPasswordText = ({ passwordHash }: Account): string =>
  passwordHash === null ? 'none' : 'not known when';

function EditForm({ id, typed, errors, offices }: AccountView['edit'] & { id: string }): VNode {
  return (
    <details open={errors.length > 0}>
      <summary>Change name, role or field office</summary>
      <form class="usa-form" method="post" action={`/admin/accounts/${id}`}>
        <CsrfField />
        <input type="hidden" name="version" value={typed.version} />
        <AccountFields typed={typed} errors={errors} offices={offices} />
        <p class="usa-hint">
          The new role holds from the next page on, also for API tokens. Open work stays where it
          is.
        </p>
        <button class="usa-button" type="submit">
          Change
        </button>
      </form>
    </details>
  );
}

/** Asks once before a token is revoked. */
export function TokenRevocation({ account, token }: { account: Account; token: ApiToken }): VNode {
  const path = `/admin/accounts/${account.id}`;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Admin', path: '/admin' },
          { label: 'Accounts', path: '/admin/accounts' },
          { label: account.displayName, path },
          { label: `Revoke ${token.name}` },
        ]}
      />
      <div class="moa-narrow">
        <h1>Revoke the token {token.name}</h1>
        <p>
          Programs that use it are refused from now on. It cannot be taken back:{' '}
          {account.displayName} can make a new one.
        </p>
        <form class="moa-actions" method="post" action={`${path}/tokens/${token.id}/revocation`}>
          <CsrfField />
          <button class="usa-button usa-button--secondary" type="submit">
            Revoke the token
          </button>
          <a href={path}>Keep it</a>
        </form>
      </div>
    </div>
  );
}
