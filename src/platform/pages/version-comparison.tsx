import type { VNode } from 'preact';
import { DataTable } from './data-table.js';

/** After a 412: what was sent beside what somebody else made of the thing meanwhile. */
export function VersionComparison(props: {
  sent: Record<string, unknown>;
  current: Record<string, unknown>;
}): VNode {
  const { sent, current } = props;
  const names = [...new Set([...Object.keys(current), ...Object.keys(sent)])];
  return (
    <DataTable
      caption="Both versions"
      rows={names}
      keyOf={(name) => name}
      columns={[
        { header: 'Field', isRowHeader: true, cell: wordsOf },
        { header: 'What you sent', cell: (name) => textOf(sent[name]) },
        { header: 'As it is now', cell: (name) => textOf(current[name]) },
      ]}
    />
  );
}

/** `startsOn` → `starts on`. */
const wordsOf = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function textOf(value: unknown): string {
  if (value === undefined) return '—';
  if (value === null || value === '') return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
