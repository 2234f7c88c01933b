/**
 * Moves visits on a plan's board by mouse and by keyboard, with what the server says of a place before it is taken. The
 * board does all of it without this script too: each visit is a link to the page of its forms.
 */
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { BoardApi } from './in-browser/board-api.js';
import {
  boardElement,
  csrfToken,
  spotElements,
  spotOf,
  visitElements,
  visitOf,
} from './in-browser/board-dom.js';
import { BoardKeys } from './in-browser/board-keys.js';
import { Carrying } from './in-browser/carrying.js';
import type { CarriedVisit } from './in-browser/wanted-place.js';

let unwire: () => void = () => undefined;

/** After every change the board is another element with another version. */
function wire(): void {
  unwire();
  const board = boardElement();
  if (!board || board.dataset['movable'] === undefined) return;
  const { board: plan = '', version = '' } = board.dataset;
  const api = new BoardApi(plan, version, csrfToken());
  const pickUp = (visit: CarriedVisit): Carrying => new Carrying(visit, api, wire);
  new BoardKeys(pickUp).listen(board);
  let carrying: Carrying | null = null;
  unwire = combine(
    ...visitElements().map((element) => draggable({ element })),
    ...spotElements().map((element) => dropTargetForElements({ element })),
    monitorForElements({
      onDragStart: ({ source }) => {
        carrying = pickUp(visitOf(source.element));
        carrying.begin('Drop it on a week.');
      },
      onDropTargetChange: ({ location }) => {
        const [target] = location.current.dropTargets;
        carrying?.over(target ? spotOf(target.element) : null);
      },
      onDrop: ({ location }) => {
        const [target] = location.current.dropTargets;
        if (target) void carrying?.putDown(spotOf(target.element));
        else carrying?.giveUp();
        carrying = null;
      },
    }),
  );
}

wire();
