import type { VNode } from 'preact';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import type { ApiToken, ExternalIdentity, LinkState, OneTimeLink } from '../account.entity.js';

/** A moment, or what is said when there is none. */
function When({ moment, otherwise }: { moment: string | null; otherwise: string }): VNode {
  const { timeZone } = useRender();
  return moment ? <MomentTime moment={moment} timeZone={timeZone} /> : <>{otherwise}</>;
}

export function TokenTable(props: { accountId: string; tokens: ApiToken[] }): VNode {
  const { accountId, tokens } = props;
  if (tokens.length === 0)
    return <EmptyState>No tokens. People make their own under “Your account”.</EmptyState>;
  return (
    <DataTable
      caption="API tokens, latest first"
      isCaptionHidden
      rows={tokens}
      keyOf={({ id }) => id}
      columns={[
        {
          header: 'Name',
          isRowHeader: true,
          cell: ({ name, hint }) => (hint ? `${name} (…${hint})` : name),
        },
        { header: 'Made', cell: ({ createdAt }) => <When moment={createdAt} otherwise="" /> },
        {
          header: 'Holds until',
          cell: ({ expiresAt }) => <When moment={expiresAt} otherwise="it is revoked" />,
        },
        {
          header: 'Last used',
          cell: ({ lastUsedAt }) => <When moment={lastUsedAt} otherwise="never" />,
        },
        {
          header: 'Revoke',
          cell: ({ id, name, revokedAt }) =>
            revokedAt ? (
              <>
                revoked <When moment={revokedAt} otherwise="" />
              </>
            ) : (
              <a
                href={`/admin/accounts/${accountId}/tokens/${id}/revocation`}
                aria-label={`Revoke ${name}`}
              >
                Revoke
              </a>
            ),
        },
      ]}
    />
  );
}

const LINK_STATES: Record<LinkState, string> = {
  pending: 'waits for the mail server',
  sent: 'sent',
  used: 'used',
  withdrawn: 'withdrawn: a newer one took its place, or the account was closed',
  failed: 'failed: the mail server did not take it',
};

export function LinkTable({ links }: { links: OneTimeLink[] }): VNode {
  if (links.length === 0)
    return <EmptyState>No invitation and no link for a new password was asked for.</EmptyState>;
  return (
    <DataTable
      caption="Invitations and links for a new password, latest first"
      isCaptionHidden
      rows={links}
      keyOf={({ id }) => id}
      columns={[
        {
          header: 'What',
          isRowHeader: true,
          cell: ({ purpose }) => (purpose === 'invitation' ? 'Invitation' : 'New password'),
        },
        {
          header: 'Asked for',
          cell: ({ requestedAt }) => <When moment={requestedAt} otherwise="" />,
        },
        { header: 'State', cell: ({ state }) => LINK_STATES[state] },
        {
          header: 'Holds until',
          cell: ({ state, expiresAt }) => (
            <When moment={state === 'sent' ? expiresAt : null} otherwise="–" />
          ),
        },
        { header: 'Attempts', isNumeric: true, cell: ({ attempts }) => attempts },
        {
          header: 'What the mail server said',
          cell: ({ response, state, nextAttemptAt }) => (
            <>
              {response ?? 'nothing yet'}
              {state === 'pending' && response && (
                <>
                  ; tried again at <When moment={nextAttemptAt} otherwise="" />
                </>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

export function IdentityTable({ identities }: { identities: ExternalIdentity[] }): VNode {
  if (identities.length === 0)
    return (
      <EmptyState>
        None linked. Somebody who comes from the identity provider for the first time waits under{' '}
        <a href="/admin/external-identities">identities</a> to be linked.
      </EmptyState>
    );
  return (
    <DataTable
      caption="Linked identities"
      isCaptionHidden
      rows={identities}
      keyOf={({ id }) => id}
      columns={[
        { header: 'Provider', isRowHeader: true, cell: ({ issuer }) => issuer },
        { header: 'Known there as', cell: ({ subject }) => subject },
        {
          header: 'Name and e-mail as told',
          cell: ({ nameAsTold, emailAsTold }) =>
            [nameAsTold, emailAsTold].filter(Boolean).join(', ') || 'not told',
        },
        {
          header: 'First seen',
          cell: ({ firstSeenAt }) => <When moment={firstSeenAt} otherwise="" />,
        },
        {
          header: 'Last seen',
          cell: ({ lastSeenAt }) => <When moment={lastSeenAt} otherwise="" />,
        },
      ]}
    />
  );
}
