import { withQuery } from '../../platform/pages/addresses.js';
import { planPath } from '../versions/plan-words.js';
import type { BoardQuery } from './board.dto.js';
import type { ShownBoard } from './board.service.js';
import type { WeekOnMap } from './week-on-map.rules.js';

/** What the board's page is made of. */
export interface BoardView extends ShownBoard {
  query: BoardQuery;
  /** The viewer may move visits of it now. */
  isMovable: boolean;
  mayEdit: boolean;
  map: { week: WeekOnMap; picture: string } | null;
}

export const boardPath = (planId: string): string => planPath(planId, '/board');

/** The board with other parts of its address: what is shown stays. */
export function boardAddress(
  { content, query }: Pick<BoardView, 'content' | 'query'>,
  change: Partial<BoardQuery>,
): string {
  const { quarter, office, person, page, week, layout } = query;
  const shown = { quarter, office, person, page, week, layout };
  return withQuery(boardPath(content.plan.id), { ...shown, ...change });
}
