import { addDays, type Day, isDay } from '../../platform/clock/calendar.js';
import type { ProblemItem } from '../../platform/http/problem.js';
import { type Permission, PERMISSIONS } from '../permissions.js';

/** What somebody says of a token that they want; texts as they were typed. */
export interface TokenInput {
  name: string;
  /** The last day on which it holds. */
  expiresOn: string;
  /** `all` that its owner may, whatever that will be, or what is `chosen`. */
  reach: string;
  permissions: string[];
  /** Name or id; empty = wherever its owner sees. */
  fieldOffice: string;
}

const LONGEST_NAME = 100;

export const latestExpiry = (today: Day, longestDays: number): Day => addDays(today, longestDays);

export function objectionsToName(name: string): ProblemItem[] {
  if (name.trim() === '')
    return [problem('name', 'Enter a name, such as that of the program that will use it.')];
  if (name.trim().length > LONGEST_NAME)
    return [problem('name', `The name has more than ${LONGEST_NAME} characters.`)];
  return [];
}

export function objectionsToExpiry(
  expiresOn: string,
  today: Day,
  longestDays: number,
): ProblemItem[] {
  if (!isDay(expiresOn))
    return [problem('expiresOn', 'Enter the last day on which the token holds.')];
  if (expiresOn < today)
    return [problem('expiresOn', `${expiresOn} is over. Today is ${today} for tokens.`)];
  const latest = latestExpiry(today, longestDays);
  if (expiresOn > latest)
    return [
      problem('expiresOn', `A token holds at most ${longestDays} days here: until ${latest}.`),
    ];
  return [];
}

/** @param held what the owner may, and so the most that their token may */
export function objectionsToReach(
  input: Pick<TokenInput, 'reach' | 'permissions'>,
  held: ReadonlySet<string>,
): ProblemItem[] {
  if (input.reach === 'all') return [];
  if (input.reach !== 'chosen') return [problem('reach', 'Choose what the token may.')];
  if (input.permissions.length === 0)
    return [problem('permissions', 'Tick at least one thing that the token may.')];
  const beyond = input.permissions.filter((name) => !held.has(name));
  if (beyond.length === 0) return [];
  return [problem('permissions', `You may not do this yourself: ${beyond.join(', ')}.`)];
}

export const problem = (field: string, detail: string): ProblemItem => ({
  pointer: `/${field}`,
  parameter: field,
  detail,
});

/** Under which heading a permission stands, by the first word of its name. */
const GROUPS: [string, string[]][] = [
  ['Agreements and census', ['home', 'census', 'agreements', 'agencies']],
  ['Inspections and findings', ['inspections', 'findings', 'corrective-actions']],
  ['Reminders, mails and jobs', ['reminders', 'outbox', 'mailbox', 'jobs']],
  ['Accounts', ['account', 'tokens', 'accounts', 'work']],
  ['Audit', ['audit']],
];

export interface PermissionGroup {
  name: string;
  permissions: Permission[];
}

/** Sorts permissions under headings that people know. */
export function groupsOf(held: ReadonlySet<string>): PermissionGroup[] {
  const known = new Set(GROUPS.flatMap(([, words]) => words));
  const mine = (Object.keys(PERMISSIONS) as Permission[]).filter((name) => held.has(name));
  return [
    ...GROUPS.map(([name, words]) => ({
      name,
      permissions: mine.filter((permission) => words.includes(firstWord(permission))),
    })),
    { name: 'Other', permissions: mine.filter((permission) => !known.has(firstWord(permission))) },
  ].filter(({ permissions }) => permissions.length > 0);
}

const firstWord = (permission: string): string => permission.split('.')[0] ?? '';
