import type { VNode } from 'preact';
import type { Problem } from '../http/problem.js';
import { SummaryList } from './summary-list.js';

/** What went wrong and what to do about it. */
export function ErrorPage({ problem, requestId }: { problem: Problem; requestId: string }): VNode {
  return (
    <div class="grid-container">
      <h1>{problem.title}</h1>
      {problem.errors.length > 0 ? (
        <ul class="usa-list">
          {problem.errors.map((error) => (
            <li key={error.detail}>{error.detail}</li>
          ))}
        </ul>
      ) : (
        <p>{problem.detail}</p>
      )}
      <CurrentVersion current={problem.extensions['current']} />
      <p>
        <a href="/">Go to the first page</a>
        {problem.status !== 404 && ', or go back with your browser: what you typed is still there'}.
      </p>
      <p class="usa-hint">
        {problem.status} · request {requestId}
      </p>
    </div>
  );
}

/** After a 412: the thing as it is now; one's own version is still in the form behind the back button. */
function CurrentVersion({ current }: { current: unknown }): VNode | null {
  if (typeof current !== 'object' || current === null) return null;
  return (
    <>
      <h2>As it is now</h2>
      <SummaryList
        facts={Object.entries(current).map(([name, value]) => [name, String(value ?? 'none')])}
      />
    </>
  );
}
