import type { VNode } from 'preact';
import { withQuery } from './addresses.js';

/** First and next: pages are read by key, so there are no numbers to jump to. */
export function Pagination(props: {
  path: string;
  query: Record<string, string | number | undefined>;
  shown: number;
  total: number;
  nextCursor: string | null;
  /** "agreements" */
  what: string;
}): VNode {
  const { path, query, shown, total, nextCursor, what } = props;
  return (
    <nav class="moa-pagination" aria-label={`Pages of ${what}`}>
      <span>
        {shown} of {total} {what}
      </span>
      {query['cursor'] !== undefined && (
        <a href={withQuery(path, { ...query, cursor: undefined })}>First page</a>
      )}
      {nextCursor && <a href={withQuery(path, { ...query, cursor: nextCursor })}>Next page</a>}
    </nav>
  );
}
