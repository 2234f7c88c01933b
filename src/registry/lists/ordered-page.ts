import { pageOf, type Paged } from '../../platform/http/paging.js';

/** One page of a list that is made in memory and keeps its order: an item's place is its key. */
export function orderedPage<Item>(
  items: readonly Item[],
  page: { limit: number; cursor?: string },
): Paged<Item> {
  const numbered = items.map((item, index) => ({ key: String(index).padStart(7, '0'), item }));
  const found = pageOf(numbered, ({ key }) => key, page);
  return { ...found, items: found.items.map(({ item }) => item) };
}
