import { changesBetween, type FieldChange } from './audit-chain.rules.js';

/** Settings by their path, `reminders.breaker.perRun`, each with a value that JSON can hold. */
export type FlatSettings = Record<string, unknown>;

/** A tree of settings as one level; lists stay whole, since their order is their meaning. */
export function flattened(tree: object, parent = ''): FlatSettings {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([name, value]: [string, unknown]) => {
      const path = `${parent}${name}`;
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(flattened(value, `${path}.`))
        : [[path, value]];
    }),
  );
}

/** What differs, by path; what is not there any more, or was not there yet, is null. */
export function settingChanges(before: FlatSettings, after: FlatSettings): FieldChange[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return changesBetween<FlatSettings>(before, after, paths);
}

/** An address without the name and the password that it may hold. */
export function withoutCredentials(address: string | undefined): string | null {
  if (address === undefined) return null;
  if (!URL.canParse(address)) return 'set';
  const url = new URL(address);
  // Drivers take passwords as parameters, too, so no more than the place is told.
  return url.host ? `${url.protocol}//${url.host}${url.pathname}` : 'set';
}
