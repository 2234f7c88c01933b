import type { BoardApi, Saved } from './board-api.js';
import { askForReason, focusVisit, markSpot, markWeeks, say, showAnew } from './board-dom.js';
import { type CarriedVisit, meaningOf, type Spot, type WantedPlace } from './wanted-place.js';

/** Over a cell so long before the server is asked: who only passes by asks nothing. */
const PAUSE_MS = 120;

/** A visit from when it is picked up until it is put down, whether by mouse or by keyboard. */
export class Carrying {
  private spot: Spot | null = null;
  private timer: number | undefined;
  private isOver = false;

  constructor(
    readonly visit: CarriedVisit,
    private readonly api: BoardApi,
    private readonly whenChanged: () => void,
  ) {}

  /** @param instructions what to press or do now */
  begin(instructions: string): void {
    say(`Picked up ${this.visit.name}. ${instructions}`);
    this.api.targets(this.visit.task).then(
      (weeks) => {
        if (this.isOver) return;
        markWeeks(weeks);
        const possible = weeks.filter(({ isPossible }) => isPossible).length;
        if (this.spot === null)
          say(
            `Picked up ${this.visit.name}: ${possible} of ${weeks.length} weeks are possible. ${instructions}`,
          );
      },
      (error: unknown) => {
        this.failed(error as Error);
      },
    );
  }

  /** Held over a place; null = over none. */
  over(spot: Spot | null): void {
    this.spot = spot;
    markSpot(spot);
    window.clearTimeout(this.timer);
    if (spot === null) return;
    const meaning = meaningOf(this.visit, spot);
    if ('refused' in meaning) {
      say(meaning.refused);
      return;
    }
    this.timer = window.setTimeout(() => void this.foretell(spot, meaning), PAUSE_MS);
  }

  /** Put down: saved if the server lets it be there, and otherwise nothing changes. */
  async putDown(spot: Spot): Promise<void> {
    this.end();
    const meaning = meaningOf(this.visit, spot);
    if ('refused' in meaning) {
      say(`Nothing is changed. ${meaning.refused}`);
      return;
    }
    try {
      await this.save(meaning);
    } catch (error) {
      this.failed(error as Error);
    }
  }

  giveUp(): void {
    this.end();
    say(`${this.visit.name} stays where it was.`);
  }

  private async foretell(spot: Spot, place: WantedPlace): Promise<void> {
    try {
      const { words } = await this.api.preview(this.visit.task, place);
      if (this.spot === spot && !this.isOver) say(words);
    } catch (error) {
      this.failed(error as Error);
    }
  }

  private async save(place: WantedPlace): Promise<void> {
    const { task, name } = this.visit;
    const { week } = place;
    const preview = await this.api.preview(task, place);
    if (!preview.isPossible || (week !== null && !preview.team)) {
      say(`Nothing is changed. ${preview.words}`);
      return;
    }
    if (week !== null && preview.team) {
      say(`Saving ${name}.`);
      await this.took(await this.api.move(task, { week, ...preview.team }), preview.words);
      return;
    }
    const reason = await askForReason(name);
    if (reason === null || reason === '') say(`Nothing is changed: ${name} keeps its week.`);
    else await this.took(await this.api.remove(task, reason), preview.words);
  }

  private async took(saved: Saved, words: string): Promise<void> {
    if (typeof saved === 'object') {
      say(`Nothing is changed. ${saved.refused}`);
      return;
    }
    await showAnew();
    this.whenChanged();
    focusVisit(this.visit);
    say(
      saved === 'saved'
        ? `Saved. ${words}`
        : 'Nothing is changed: somebody else changed the plan, and it is shown as it is now. Try again.',
    );
  }

  private failed({ message }: Error): void {
    say(`Nothing is changed. ${message}`);
  }

  private end(): void {
    this.isOver = true;
    window.clearTimeout(this.timer);
    markSpot(null);
    markWeeks([]);
  }
}
