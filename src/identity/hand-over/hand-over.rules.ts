import { type HandOver, itemKey, type Refusal, type WorkItem } from './work-items.js';

/** What one source has of somebody. */
export interface OpenWork {
  kind: string;
  title: string;
  items: WorkItem[];
}

/** An account that takes something, or null for the alternative. */
export type Taker = string | null;

/** What was chosen, by `itemKey`; what is not named was left open. */
export interface Choices {
  items: ReadonlyMap<string, Taker>;
  /** Of a whole source: for those of its items that were left open. */
  sources: ReadonlyMap<string, Taker>;
}

export const NO_CHOICES: Choices = { items: new Map(), sources: new Map() };

/** What is to be done about each item. */
export interface HandOverPlan {
  handOvers: { kind: string; items: HandOver[] }[];
  /** What finds its new owner by itself. */
  following: { kind: string; item: WorkItem }[];
  /** What speaks against it; nothing may be done while there is any. */
  refusals: Refusal[];
}

/**
 * What becomes of everything that somebody has.
 * @param isDeparture whether nothing may stay with them; otherwise what was left open stays as it is
 */
export function planHandOver(
  work: readonly OpenWork[],
  choices: Choices,
  isDeparture: boolean,
): HandOverPlan {
  const chosen = chosenTakers(work, choices);
  const plan: HandOverPlan = { handOvers: [], following: [], refusals: goneSince(work, choices) };
  for (const { kind, items } of work) {
    const handOvers: HandOver[] = [];
    for (const item of items) {
      const fate = fateOf(kind, item, chosen, isDeparture);
      if (fate === 'follows') plan.following.push({ kind, item });
      else if (typeof fate === 'string')
        plan.refusals.push({ kind, itemId: item.id, detail: fate });
      else if (fate) handOvers.push(fate);
    }
    if (handOvers.length > 0) plan.handOvers.push({ kind, items: handOvers });
  }
  return plan;
}

/** Whether there is anything to choose for an item. */
export const isChoice = (item: WorkItem): boolean =>
  item.candidates.some(({ isAble }) => isAble) || item.alternative !== null;

/** What was chosen for something that they do not have any more: whoever chose should look again. */
function goneSince(work: readonly OpenWork[], choices: Choices): Refusal[] {
  const present = new Set(
    work.flatMap(({ kind, items }) => items.map(({ id }) => itemKey(kind, id))),
  );
  const gone = [...choices.items.keys()].filter((key) => !present.has(key));
  if (gone.length === 0) return [];
  const detail = `${gone.length} of the things that you chose for changed meanwhile. Look again.`;
  return [{ kind: 'changed', itemId: null, detail }];
}

/** A choice for a whole source counts for its items that were left open, and where there is something to choose. */
function chosenTakers(work: readonly OpenWork[], choices: Choices): Map<string, Taker> {
  const chosen = new Map(choices.items);
  for (const { kind, items } of work) {
    const taker = choices.sources.get(kind);
    if (taker === undefined) continue;
    for (const item of items) {
      const key = itemKey(kind, item.id);
      if (!chosen.has(key) && isChoice(item)) chosen.set(key, taker);
    }
  }
  return chosen;
}

/** Where an item goes, that it follows something, or a sentence on why it cannot be; undefined = it stays. */
function fateOf(
  kind: string,
  item: WorkItem,
  chosen: ReadonlyMap<string, Taker>,
  isDeparture: boolean,
): HandOver | 'follows' | (string & {}) | undefined {
  const taker = chosen.get(itemKey(kind, item.id));
  if (taker !== undefined) return objectionTo(item, taker) ?? { itemId: item.id, to: taker };
  if (item.follows?.item === null) return isDeparture ? 'follows' : undefined;
  const followed = item.follows?.item;
  const leads = followed ? chosen.get(itemKey(followed.kind, followed.id)) : undefined;
  if (typeof leads === 'string') return 'follows';
  if (!isDeparture && leads === undefined) return undefined;
  if (item.blocked) return `${item.label} would have nobody: ${item.blocked.words} first.`;
  return isChoice(item)
    ? `${item.label} would be left without an owner: choose what becomes of it.`
    : `${item.label} would be left without an owner, and nobody can take it.`;
}

function objectionTo(item: WorkItem, taker: Taker): string | undefined {
  if (taker === null)
    return item.alternative === null ? `${item.label} must be handed to somebody.` : undefined;
  const candidate = item.candidates.find(({ accountId }) => accountId === taker);
  if (!candidate) return `${item.label} cannot go to whom you chose: they may not take it.`;
  return candidate.isAble
    ? undefined
    : `${item.label} cannot go to ${candidate.name}: ${candidate.why}.`;
}
