/** Rows by a key that they share, in their order; a row without one is in no group. */
export function grouped<Row, Key>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key | null,
): Map<Key, Row[]>;
/** The same, of each row what `valueOf` says. */
export function grouped<Row, Key, Value>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key | null,
  valueOf: (row: Row) => Value,
): Map<Key, Value[]>;
export function grouped<Row, Key>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key | null,
  valueOf: (row: Row) => unknown = (row) => row,
): Map<Key, unknown[]> {
  const groups = new Map<Key, unknown[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(valueOf(row));
    else groups.set(key, [valueOf(row)]);
  }
  return groups;
}
