import type { VNode } from 'preact';
import { counted } from '../../platform/counted.js';
import { KIND_WORDS } from '../../inspections/inspection-words.js';
import { planPath } from '../versions/plan-words.js';
import type { BoardVisit } from './board.rules.js';
import type { BoardView } from './board-view.js';

/**
 * A visit on the board, in somebody's row or in the tray: a link to the page of its forms, and where the board is alive
 * something to drag. What cannot be moved leads to its agreement.
 */
export function VisitLink(props: {
  visit: BoardVisit;
  view: Pick<BoardView, 'content' | 'isMovable'>;
  /** In whose row; absent in the tray and in lists. */
  person?: string;
}): VNode {
  const { visit, view, person } = props;
  const { item, name } = visit;
  const { plan } = view.content;
  if (!view.isMovable)
    return (
      <a class={`moa-visit${toneOf(visit)}`} href={`/agreements/${item.agreementId}`}>
        <VisitFacts visit={visit} />
      </a>
    );
  return (
    <a
      class={`moa-visit${toneOf(visit)}`}
      href={planPath(plan.id, `/visits/${item.taskId}`)}
      data-visit={item.fixedBecause === null ? item.taskId : undefined}
      data-person={person}
      data-week={item.week ?? undefined}
      data-leader={item.leaderId ?? undefined}
      data-inspectors={item.inspectors.join(' ')}
      data-name={name}
    >
      <VisitFacts visit={visit} />
    </a>
  );
}

function VisitFacts({ visit }: { visit: BoardVisit }): VNode {
  const { item, name, model } = visit;
  return (
    <>
      {name}
      <small>
        {KIND_WORDS[item.kind]}, {model}
      </small>
      <small>
        {marksOf(visit).map(({ icon, word }, index) => (
          <span key={word}>
            {index > 0 && ', '}
            <span aria-hidden="true">{icon} </span>
            {word}
          </span>
        ))}
      </small>
    </>
  );
}

/** How a visit stands: each a word with an icon, so that nothing rests on colour. */
function marksOf({ item, weeksLate }: BoardVisit): { icon: string; word: string }[] {
  const marks: { icon: string; word: string }[] = [];
  if (weeksLate !== null)
    marks.push(
      weeksLate > 0
        ? { icon: '!', word: `${counted(weeksLate, 'week')} late` }
        : { icon: '✓', word: 'on time' },
    );
  if (item.fixedBecause !== null) marks.push({ icon: '◆', word: 'fixed' });
  else if (item.isLocked) marks.push({ icon: '■', word: 'locked' });
  return marks;
}

const toneOf = ({ item, weeksLate }: BoardVisit): string =>
  `${(weeksLate ?? 0) > 0 ? ' moa-visit--late' : ''}${item.fixedBecause === null ? '' : ' moa-visit--fixed'}`;
