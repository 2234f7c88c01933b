import type { WantedPlace } from './wanted-place.js';

/** What the server says of a place before it is taken. */
export interface Preview {
  isPossible: boolean;
  team: { leader: string; inspectors: string[] } | null;
  words: string;
}

export interface TargetWeek {
  week: number;
  isPossible: boolean;
  limits: { words: string }[];
  lateness: number;
}

/** How saving went. */
export type Saved = 'saved' | 'stale' | { refused: string };

/** Asks and tells the server about the visits of one version of a plan; what was asked once is remembered. */
export class BoardApi {
  private readonly previews = new Map<string, Promise<Preview>>();
  private readonly weeks = new Map<string, Promise<TargetWeek[]>>();

  constructor(
    private readonly plan: string,
    private readonly version: string,
    private readonly csrfToken: string,
  ) {}

  targets(task: string): Promise<TargetWeek[]> {
    return remembered(this.weeks, task, async () => {
      const { weeks } = await read<{ weeks: TargetWeek[] }>(`${this.path(task)}/targets`);
      return weeks;
    });
  }

  preview(task: string, { week, leader, inspectors, person }: WantedPlace): Promise<Preview> {
    const query = new URLSearchParams([
      ...(week === null ? [] : [['week', String(week)]]),
      ...(leader === undefined ? [] : [['leader', leader]]),
      ...(inspectors ?? []).map((id) => ['inspectors', id]),
      ...(person === undefined ? [] : [['person', person]]),
    ]);
    const address = `${this.path(task)}/preview?${query.toString()}`;
    return remembered(this.previews, address, () => read<Preview>(address));
  }

  move(
    task: string,
    place: { week: number; leader: string; inspectors: string[] },
  ): Promise<Saved> {
    return this.send(`${this.path(task)}/move`, place);
  }

  remove(task: string, reason: string): Promise<Saved> {
    return this.send(`${this.path(task)}/removal`, { reason });
  }

  private path(task: string): string {
    return `/api/v1/plans/${this.plan}/visits/${task}`;
  }

  private async send(address: string, body: object): Promise<Saved> {
    const answer = await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'if-match': `"${this.plan}.${this.version}"`,
        'x-csrf-token': this.csrfToken,
      },
      body: JSON.stringify(body),
    });
    if (answer.ok) return 'saved';
    if (answer.status === 412) return 'stale';
    return { refused: await detailOf(answer) };
  }
}

/** A failed question is not remembered: it may go better the next time. */
function remembered<Answer>(
  known: Map<string, Promise<Answer>>,
  key: string,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const before = known.get(key);
  if (before) return before;
  const answer = ask();
  known.set(key, answer);
  answer.catch(() => known.delete(key));
  return answer;
}

async function read<Answer>(address: string): Promise<Answer> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(await detailOf(answer));
  return (await answer.json()) as Answer;
}

async function detailOf(answer: Response): Promise<string> {
  const { detail } = (await answer.json()) as { detail?: string };
  return detail ?? 'The server did not say why.';
}
