import { elementOf, visitOf } from './board-dom.js';
import type { Carrying } from './carrying.js';
import type { CarriedVisit, Spot } from './wanted-place.js';

const INSTRUCTIONS =
  'Left and right change the week, up and down the person, U takes the week away, Enter puts it down, Escape gives up.';

/** Moves visits by keyboard: every drag has its keys. */
export class BoardKeys {
  private carrying: Carrying | null = null;
  private place: { week: number; person: string | null } | null = null;

  constructor(private readonly pickUp: (visit: CarriedVisit) => Carrying) {}

  /** Of the board's element, which is another one after each change. */
  listen(board: HTMLElement): void {
    board.addEventListener('keydown', (event) => {
      if (this.carrying ? this.onCarrying(event, this.carrying) : this.onResting(event))
        event.preventDefault();
    });
    board.addEventListener('focusout', () => {
      this.carrying?.giveUp();
      this.carrying = null;
    });
  }

  private onResting({ key, target, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
    const isAsked = key.toLowerCase() === 'm' && !ctrlKey && !altKey && !metaKey;
    if (!isAsked || !(target instanceof HTMLElement) || target.dataset['visit'] === undefined)
      return false;
    const visit = visitOf(target);
    this.place = visit.week === null ? null : { week: visit.week, person: visit.person };
    this.carrying = this.pickUp(visit);
    this.carrying.begin(INSTRUCTIONS);
    return true;
  }

  private onCarrying({ key }: KeyboardEvent, carrying: Carrying): boolean {
    switch (key) {
      case 'ArrowLeft':
        this.go(carrying, { weeks: -1 });
        return true;
      case 'ArrowRight':
        this.go(carrying, { weeks: 1 });
        return true;
      case 'ArrowUp':
        this.go(carrying, { rows: -1 });
        return true;
      case 'ArrowDown':
        this.go(carrying, { rows: 1 });
        return true;
      case 'u':
      case 'U':
        this.drop(carrying, 'tray');
        return true;
      case 'Enter':
        if (this.place) this.drop(carrying, spotAt(this.place));
        return true;
      case 'Escape':
        this.carrying = null;
        carrying.giveUp();
        return true;
      default:
        return false;
    }
  }

  private go(carrying: Carrying, { weeks = 0, rows = 0 }: { weeks?: number; rows?: number }): void {
    const columns = [...document.querySelectorAll<HTMLElement>('[data-column]')].map(
      ({ dataset }) => Number(dataset['column']),
    );
    const at = this.place ? columns.indexOf(this.place.week) + weeks : 0;
    const week = columns[Math.min(Math.max(at, 0), columns.length - 1)];
    if (week === undefined) return;
    const person = rows === 0 ? (this.place?.person ?? null) : this.neighbour(carrying.visit, rows);
    this.place = { week, person };
    carrying.over(spotAt(this.place));
    // Not while the mouse carries: what lies under it would move away.
    elementOf(spotAt(this.place))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** The next person up or down who could take the place: of the same role, and not of the team already. */
  private neighbour({ leader, inspectors, person }: CarriedVisit, rows: number): string | null {
    const own = person ?? leader;
    const role = own === null ? undefined : own === leader ? 'leader' : 'inspector';
    const able = [...document.querySelectorAll<HTMLElement>('[data-row]')]
      .filter(
        ({ dataset }) =>
          (role === undefined || dataset['role'] === role) &&
          (dataset['row'] === own || ![leader, ...inspectors].includes(dataset['row'] ?? '')),
      )
      .map(({ dataset }) => dataset['row'] ?? '');
    const current = this.place?.person ?? own;
    const at = current === null ? -1 : able.indexOf(current);
    return able[Math.min(Math.max(at + rows, 0), able.length - 1)] ?? null;
  }

  private drop(carrying: Carrying, spot: Spot): void {
    this.carrying = null;
    void carrying.putDown(spot);
  }
}

/** The place with the role of its row. */
function spotAt({ week, person }: { week: number; person: string | null }): Spot {
  const row = elementOf({ week, person, role: null })?.closest<HTMLElement>('[data-row]');
  return { week, person, role: person === null ? null : (row?.dataset['role'] ?? null) };
}
