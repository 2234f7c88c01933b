import type { VNode } from 'preact';
import { Alert } from '../../platform/pages/alert.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { DayTime } from '../../platform/pages/format.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import type { MadeToken } from './tokens.service.js';

/** Shows a token for the only time. */
export function MadeTokenPage(props: {
  made: MadeToken;
  /** The pages above; the last is where one goes on. */
  trail: { label: string; path: string }[];
}): VNode {
  const { made, trail } = props;
  const { secret, token } = made;
  const back = trail.at(-1);
  return (
    <div class="grid-container">
      <Breadcrumb items={[...trail, { label: token.name }]} />
      <h1>Copy the token now</h1>
      <Alert kind="warning">
        This page shows it once. It is kept nowhere, so nobody can show it to you again: who has
        lost it makes a new one and revokes this.
      </Alert>
      <pre class="moa-code" tabIndex={0} aria-label="The token">
        {secret}
      </pre>
      <SummaryList
        facts={[
          ['Name', token.name],
          [
            'Holds until the end of',
            <DayTime key="until" day={token.expiresAt?.slice(0, 10) ?? null} />,
          ],
          ['May', token.permissions ? token.permissions.join(', ') : 'all that its account may'],
        ]}
      />
      <p>
        A program sends it with every request as <code>Authorization: Bearer …</code>. What there is
        to ask stands in the <a href="/api/docs">description of the API</a>. Whoever has the token
        can do what it may: keep it where you keep passwords.
      </p>
      {back && (
        <p>
          <a class="usa-button" href={back.path}>
            I have copied it
          </a>
        </p>
      )}
    </div>
  );
}
