import type { TargetWeek } from './board-api.js';
import type { CarriedVisit, Spot } from './wanted-place.js';

export const boardElement = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('[data-board]');

/** Says something to whoever looks, and to whoever listens. */
export function say(words: string): void {
  const place = document.querySelector('[data-board-says]');
  if (place) place.textContent = words;
}

export const visitElements = (): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('[data-visit]'),
];

export const spotElements = (): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('[data-cell], [data-tray]'),
];

export function visitOf(element: HTMLElement): CarriedVisit {
  const { visit, name, person, week, leader, inspectors } = element.dataset;
  return {
    task: visit ?? '',
    name: name ?? '',
    person: person ?? null,
    week: week === undefined ? null : Number(week),
    leader: leader ?? null,
    inspectors: (inspectors ?? '').split(' ').filter((id) => id !== ''),
  };
}

export function spotOf(element: Element): Spot {
  const row = element.closest<HTMLElement>('[data-row]');
  if (!(element instanceof HTMLElement) || !row) return 'tray';
  const { row: person, role } = row.dataset;
  return { week: Number(element.dataset['cell']), person: person ?? null, role: role ?? null };
}

export function elementOf(spot: Spot): HTMLElement | null {
  if (spot === 'tray') return document.querySelector<HTMLElement>('[data-tray]');
  const cell = `[data-cell="${spot.week}"]`;
  return document.querySelector<HTMLElement>(
    spot.person === null ? cell : `[data-row="${spot.person}"] ${cell}`,
  );
}

/** Shows where a visit is held; null = nowhere. */
export function markSpot(spot: Spot | null): void {
  for (const old of document.querySelectorAll('.moa-spot')) old.classList.remove('moa-spot');
  if (spot !== null) elementOf(spot)?.classList.add('moa-spot');
}

/** Shows which weeks are possible for what is carried. */
export function markWeeks(weeks: readonly TargetWeek[]): void {
  const verdicts = new Map(weeks.map(({ week, isPossible }) => [String(week), isPossible]));
  for (const element of document.querySelectorAll<HTMLElement>('[data-column], [data-cell]')) {
    const isPossible = verdicts.get(element.dataset['column'] ?? element.dataset['cell'] ?? '');
    element.classList.toggle('moa-can', isPossible === true);
    element.classList.toggle('moa-cannot', isPossible === false);
  }
}

/** Asks why a visit is to lose its week. @returns null when it is to keep it */
export function askForReason(name: string): Promise<string | null> {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[data-removal]');
  const field = dialog?.querySelector('textarea');
  const place = dialog?.querySelector('[data-removal-name]');
  if (!dialog || !field || !place) return Promise.resolve(null);
  place.textContent = name;
  field.value = '';
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      'close',
      () => {
        resolve(dialog.returnValue === 'remove' ? field.value.trim() : null);
      },
      { once: true },
    );
  });
}

export const csrfToken = (): string =>
  document.querySelector<HTMLInputElement>('dialog[data-removal] input[name="_csrf"]')?.value ?? '';

/** Takes the board anew from the server, as far as it was scrolled. */
export async function showAnew(): Promise<void> {
  const answer = await fetch(location.href);
  const fresh = new DOMParser()
    .parseFromString(await answer.text(), 'text/html')
    .querySelector('[data-board]');
  const old = boardElement();
  if (!answer.ok || !fresh || !old) {
    location.reload();
    return;
  }
  const scrolled = [...old.querySelectorAll('.moa-board')].map((region) => region.scrollLeft);
  const heights = [...old.querySelectorAll('.moa-board')].map((region) => region.scrollTop);
  old.replaceWith(fresh);
  for (const [index, region] of [...fresh.querySelectorAll('.moa-board')].entries())
    region.scrollTo(scrolled[index] ?? 0, heights[index] ?? 0);
}

/** Where somebody was before the board was shown anew: at the visit, in the same row if it is still there. */
export function focusVisit({ task, person }: Pick<CarriedVisit, 'task' | 'person'>): void {
  const all = visitElements().filter(
    ({ dataset, offsetParent }) => dataset['visit'] === task && offsetParent !== null,
  );
  (all.find(({ dataset }) => dataset['person'] === person) ?? all[0])?.focus();
}
