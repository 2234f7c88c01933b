import { problem, readText, tidy, type CellReading } from './cell-text.rules.js';
import type { CellProblem } from './listed-row.js';

export type AddressColumn = 'moa' | 'addendum';

const WHAT: Record<AddressColumn, string> = { moa: 'MOA', addendum: 'Addendum' };

/** What a cell says whose document is still to come. */
const PENDING = /^((link|moa|addendum)\s*)?(is\s*)?(pending|tbd|tba|forthcoming|coming soon)\.?$/i;
const LOOKS_LIKE_ADDRESS = /^(https?:|www\.|chrome-extension:)|:\/\//i;

/** Outlook wraps a link into one of its own, and a forwarded one again. */
const MOST_WRAPPERS = 5;

/**
 * The address of a document: where the cell's link leads, or what the cell says if that is an address (CSV files have no
 * links). Only addresses of the web come out.
 */
export function readAddress(
  column: AddressColumn,
  raw: string | undefined,
  link: string | undefined,
): CellReading<string | null> {
  const { value: text } = readText(column, raw);
  const isInText = LOOKS_LIKE_ADDRESS.test(text);
  const target = link !== undefined && link.trim() !== '' ? link : isInText ? raw : undefined;
  if (target === undefined) return withoutLink(column, raw ?? '', text);
  const { address, repairs } = repairAddress(target);
  if (address === null) {
    const detail = `“${tidy(target)}” is no address of the web: it is left out.`;
    return { value: null, problems: [problem('unknown', column, target, detail, null)] };
  }
  return {
    value: address,
    problems: repairs.map(({ kind, what }): CellProblem =>
      problem(kind, column, target, `${WHAT[column]} address: ${what}.`, address),
    ),
  };
}

/** An addendum is the exception, so an empty cell says nothing; an MOA belongs to every agreement. */
function withoutLink(column: AddressColumn, raw: string, text: string): CellReading<string | null> {
  if (text === '' && column === 'addendum') return { value: null, problems: [] };
  const detail =
    text === '' || PENDING.test(text)
      ? `${WHAT[column]} not posted yet.`
      : `${WHAT[column]} not posted yet: “${text}” leads nowhere.`;
  return { value: null, problems: [problem('noted', column, raw, detail, null)] };
}

interface Repair {
  kind: 'cleaned' | 'noted';
  what: string;
}

/** A repaired address; null where it is none of the web's. Repairing it again changes nothing. */
export function repairAddress(target: string): { address: string | null; repairs: Repair[] } {
  const repairs: Repair[] = [];
  const note = (kind: Repair['kind'], what: string): void => {
    if (!repairs.some((repair) => repair.what === what)) repairs.push({ kind, what });
  };
  let address = target.trim();
  if (address !== target) note('cleaned', 'spaces at its edges removed');
  for (let wrapper = 0; wrapper < MOST_WRAPPERS; wrapper++) {
    const before = address;
    const inside = unwrapSafelink(address);
    if (inside !== null) {
      note('cleaned', 'unwrapped from an Outlook safe link');
      address = inside;
    }
    const outside = address.replace(
      /^chrome-extension:\/+[^/]*\/+\s*(?=https?:|chrome-extension:)/i,
      '',
    );
    if (outside !== address) note('noted', 'the viewer of a browser removed from its front');
    const slashed = outside.replace(/^(https?):(?:\/|\/{3,})?(?=[^/\s])/i, '$1://');
    if (slashed !== outside) note('noted', 'slashes behind “https:” repaired');
    const full = /^www\.[^\s/]+\.[a-z]/i.test(slashed) ? `https://${slashed}` : slashed;
    if (full !== slashed) note('noted', '“https://” added');
    address = full;
    if (address === before) break;
  }
  const written = webAddress(address);
  if (written !== null && written !== address) note('cleaned', 'spaces and signs in it encoded');
  return { address: written, repairs };
}

/** The address in `https://gcc02.safelinks.protection.outlook.com/?url=…`; null for another address. */
function unwrapSafelink(address: string): string | null {
  if (!/safelinks\.protection\.outlook\.com/i.test(address)) return null;
  const { host, searchParams } = parsed(address) ?? {};
  if (!host || !/(^|\.)safelinks\.protection\.outlook\.com$/i.test(host)) return null;
  const inside = searchParams?.get('url')?.trim();
  return inside === undefined || inside === '' ? null : inside;
}

function parsed(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

/** As it stands where that is proper, else encoded; null for what is not the web's, or holds a name and password. */
function webAddress(address: string): string | null {
  const url = parsed(address);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return null;
  if (!url.hostname.includes('.') || url.username !== '' || url.password !== '') return null;
  return /^https?:\/\/[\w.~:/?#[\]@!$&'()*+,;=%-]+$/i.test(address) ? address : url.href;
}
