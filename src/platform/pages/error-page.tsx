import type { VNode } from 'preact';
import type { Problem } from '../http/problem.js';
import { useRender } from './render-context.js';
import { VersionComparison } from './version-comparison.js';

/** What went wrong and what to do about it. */
export function ErrorPage(props: {
  problem: Problem;
  requestId: string;
  /** The fields of the form that was refused, if it was one. */
  sent: Record<string, unknown>;
  /** The page as it opens by itself, when it was asked for with something that it did not understand. */
  plainPath: string | undefined;
}): VNode {
  const { problem, requestId, sent, plainPath } = props;
  const current = problem.extensions['current'];
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
      {typeof current === 'object' && current !== null && (
        <VersionComparison sent={sent} current={current as Record<string, unknown>} />
      )}
      <WayOut status={problem.status} plainPath={plainPath} />
      <p class="usa-hint">
        {problem.status} · request {requestId}
      </p>
    </div>
  );
}

function WayOut(props: { status: number; plainPath: string | undefined }): VNode {
  const { status, plainPath } = props;
  const { viewer } = useRender();
  if (plainPath)
    return (
      <p>
        <a href={plainPath}>Open the page without these filters</a>, or go back with your browser.
      </p>
    );
  if (!viewer)
    return (
      <p>
        <a href="/sign-in">Sign in</a>
      </p>
    );
  return (
    <p>
      <a href="/">Go to the first page</a>
      {status !== 404 && ', or go back with your browser: what you typed is still there'}.
    </p>
  );
}
