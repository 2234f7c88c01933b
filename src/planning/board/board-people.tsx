import type { VNode } from 'preact';
import { boardAddress, type BoardView } from './board-view.js';

/** Which people are shown of many, and the way to the others; nothing where all of them are. */
export function PeoplePages({ view, where }: { view: BoardView; where: string }): VNode | null {
  const { rows, shown } = view.board;
  if (shown.pages === 1) return null;
  const { page, pages, from, until, total } = shown;
  const to = (other: number): string => boardAddress(view, { page: other });
  return (
    <nav class="moa-pagination" aria-label={`Pages of people, ${where}`}>
      <span>
        People {from} to {until} of {total}
        {officesOf(rows.map(({ office }) => office))}, page {page} of {pages}
      </span>
      {page > 1 && <a href={to(page - 1)}>People before</a>}
      {page < pages && <a href={to(page + 1)}>People after</a>}
    </nav>
  );
}

/** `: Atlanta to Boston` */
function officesOf(offices: readonly string[]): string {
  const named = offices.filter((office) => office !== '');
  const [first, last] = [named[0], named.at(-1)];
  if (first === undefined || last === undefined) return '';
  return first === last ? `: ${first}` : `: ${first} to ${last}`;
}
