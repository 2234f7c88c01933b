import type { VNode } from 'preact';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import type { SessionFacts } from './sessions.service.js';
import { browserText } from './user-agent.rules.js';

const WAYS: Record<string, string> = {
  password: 'with a password',
  'single-sign-on': 'through the identity provider',
};

/**
 * The browsers in which somebody is signed in.
 * @param ownId the session of whoever looks
 * @param endPath where one is ended; absent = they are only shown
 */
export function SessionTable(props: {
  sessions: SessionFacts[];
  ownId?: string;
  endPath?: (id: string) => string;
}): VNode {
  const { sessions, ownId, endPath } = props;
  const { timeZone } = useRender();
  if (sessions.length === 0)
    return <EmptyState>Signed in nowhere. A session shows here once somebody signs in.</EmptyState>;
  return (
    <DataTable
      caption="Sessions, last used first"
      isCaptionHidden
      rows={sessions}
      keyOf={({ id }) => id}
      columns={[
        {
          header: 'Browser',
          isRowHeader: true,
          cell: ({ id, userAgent }) => (
            <>
              {browserText(userAgent)}
              {id === ownId && <strong> (this one)</strong>}
            </>
          ),
        },
        { header: 'Address', cell: ({ address }) => address ?? 'not known' },
        {
          header: 'Signed in',
          cell: ({ createdAt, via }) => (
            <>
              <MomentTime moment={createdAt} timeZone={timeZone} />
              {via && `, ${WAYS[via] ?? via}`}
            </>
          ),
        },
        {
          header: 'Last seen',
          cell: ({ lastSeenAt }) => <MomentTime moment={lastSeenAt} timeZone={timeZone} />,
        },
        ...(endPath
          ? [
              {
                header: 'End',
                cell: ({ id, userAgent }: SessionFacts) => (
                  <form method="post" action={endPath(id)}>
                    <CsrfField />
                    <button
                      class="usa-button usa-button--unstyled"
                      type="submit"
                      aria-label={`Sign out ${browserText(userAgent)}`}
                    >
                      Sign out
                    </button>
                  </form>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
