import type { VNode } from 'preact';
import type { Paged } from '../../platform/http/paging.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { MomentTime } from '../../platform/pages/format.js';
import { Pagination } from '../../platform/pages/pagination.js';
import { useRender } from '../../platform/pages/render-context.js';
import type { IdentityLine } from './external-identities.service.js';
import { identityName } from './identity-subject.js';

export const IDENTITIES_PATH = '/admin/external-identities';

/** Whoever came by single sign-on, those that wait for a link first. */
export function IdentityListPage(props: {
  page: Paged<IdentityLine>;
  query: { limit: number; cursor?: string };
  isProviderSet: boolean;
}): VNode {
  const { page, query, isProviderSet } = props;
  const { limit, cursor } = query;
  return (
    <div class="grid-container">
      <h1>Agency accounts</h1>
      <p>
        Whoever signs in through the agency is known by their agency account, never by an e-mail
        address alone. One whose e-mail address belongs to an account here waits until an
        administrator has made sure that it is the same person. Role and field office follow the
        groups at the agency at each sign-in.
      </p>
      {page.items.length === 0 ? (
        <EmptyState>
          {isProviderSet
            ? 'Nobody has signed in with an agency account yet. They appear here when they do.'
            : 'This site has no identity provider. MOA_OIDC_ISSUER in its environment names one.'}
        </EmptyState>
      ) : (
        <>
          <IdentityTable lines={page.items} />
          <Pagination
            path={IDENTITIES_PATH}
            query={{ limit, cursor }}
            shown={page.items.length}
            total={page.total}
            nextCursor={page.nextCursor}
            what="agency accounts"
          />
        </>
      )}
    </div>
  );
}

function IdentityTable({ lines }: { lines: IdentityLine[] }): VNode {
  const { timeZone } = useRender();
  return (
    <DataTable
      caption="Agency accounts, waiting ones first"
      isCaptionHidden
      rows={lines}
      keyOf={({ id }) => id}
      columns={[
        {
          header: 'Agency account',
          isRowHeader: true,
          cell: (line) => (
            <>
              {identityName(line)}
              <br />
              <small>{line.emailAsTold ?? 'no e-mail'}</small>
            </>
          ),
        },
        { header: 'Account here', cell: (line) => <AccountHere line={line} /> },
        {
          header: 'Last seen',
          cell: ({ lastSeenAt }) => <MomentTime moment={lastSeenAt} timeZone={timeZone} />,
        },
        { header: 'Change', cell: (line) => <Changes line={line} /> },
      ]}
    />
  );
}

function AccountHere({ line }: { line: IdentityLine }): VNode {
  const { accountId, accountName } = line;
  if (accountId === null)
    return (
      <span class="moa-tag moa-tag--warn">
        <span aria-hidden="true">!</span> waits for a link
      </span>
    );
  return <a href={`/admin/accounts/${accountId}`}>{accountName}</a>;
}

function Changes({ line }: { line: IdentityLine }): VNode {
  const name = <span class="usa-sr-only"> {identityName(line)}</span>;
  const address = `${IDENTITIES_PATH}/${line.id}`;
  if (line.accountId === null)
    return (
      <a href={`${address}/link`}>
        Link
        {name}
      </a>
    );
  return (
    <>
      <a href={`${address}/link`}>
        Link to another account
        {name}
      </a>
      <br />
      <a href={`${address}/unlink`}>
        Unlink
        {name}
      </a>
    </>
  );
}
