import type { Choices, Taker } from './hand-over.rules.js';
import { itemKey } from './work-items.js';

/** What stands for an item's alternative in the form; no account has such an id. */
export const ALTERNATIVE = 'alternative';

export const REASON_FIELD = 'reason';

/** The field, and on the page the id, of one item. */
export const itemField = (kind: string, itemId: string): string =>
  `${ITEM}${itemKey(kind, itemId)}`;

/** The field for all of a source that is left open. */
export const sourceField = (kind: string): string => `${SOURCE}${kind}`;

const ITEM = 'item.';
const SOURCE = 'all.';

/** The text fields of a form whose fields depend on what there is to hand over. */
export function fieldsOf(form: unknown): Map<string, string> {
  const isForm = typeof form === 'object' && form !== null;
  return new Map(
    Object.entries(isForm ? form : {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.trim()]] : [],
    ),
  );
}

/** Choices out of the form; an empty field was left open. */
export function choicesOf(fields: ReadonlyMap<string, string>): Choices {
  const items = new Map<string, Taker>();
  const sources = new Map<string, Taker>();
  for (const [name, value] of fields) {
    if (value === '') continue;
    const taker = value === ALTERNATIVE ? null : value;
    if (name.startsWith(ITEM)) items.set(name.slice(ITEM.length), taker);
    else if (name.startsWith(SOURCE)) sources.set(name.slice(SOURCE.length), taker);
  }
  return { items, sources };
}
