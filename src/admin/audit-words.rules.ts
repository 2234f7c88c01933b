import type { OriginKind } from '../platform/origin.js';

/** `agreement.office-assigned` → "Agreement: office assigned". */
export function actionText(action: string): string {
  const [thing = '', ...happening] = action.split('.').map((part) => part.replaceAll('-', ' '));
  return [capitalised(thing), ...happening].join(': ');
}

/** `endsOn` → "Ends on"; `reminders.breaker.perRun` → "Reminders: breaker: per run"; `officeId` → "Office". */
export function fieldText(field: string): string {
  const parts = field.split('.').map((part) =>
    part
      .replace(/Ids?$/, (ending) => (ending === 'Ids' ? 's' : ''))
      .replace(/[A-Z]+/g, (letters) => ` ${letters.toLowerCase()}`)
      .replaceAll(/[-_]/g, ' ')
      .trim(),
  );
  return capitalised(parts.filter(Boolean).join(': '));
}

/** A value as people write it. What has a type of its own on pages, such as a day, is written by them. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ');
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : JSON.stringify(value);
}

/** What kind of somebody it was; null for people, whose name says it. */
export function actorKindText(kind: OriginKind): string | null {
  return ACTOR_KINDS[kind];
}

const ACTOR_KINDS: Record<OriginKind, string | null> = {
  person: null,
  service: 'through the API',
  job: 'a job',
  command: 'at the command line',
  start: 'at its start',
  stranger: null,
};

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
