import type { VNode } from 'preact';
import { DataTable } from '../platform/pages/data-table.js';
import { DayTime } from '../platform/pages/format.js';
import type { ListKind } from './lists/listed-row.js';
import { type ListSpan, spansOf, spansText } from './list-spans.rules.js';
import type { ListingOfAgreement } from './official-lists.js';

const KINDS: readonly { kind: ListKind; name: string }[] = [
  { kind: 'participating', name: 'participating agencies' },
  { kind: 'pending', name: 'pending agreements' },
];

/** What the lists of each kind say, one sentence a kind; a kind without lists has none. */
export function sightingsText(listings: readonly ListingOfAgreement[]): string[] {
  return KINDS.flatMap(({ kind, name }) => {
    const ofKind = listings.filter(({ list }) => list.kind === kind);
    const spans: ListSpan[] = spansOf(
      ofKind.map(({ list, modelAsPrinted }) => ({
        day: list.asOf,
        isListed: modelAsPrinted !== null,
      })),
    );
    if (ofKind.length === 0 || (spans.length === 0 && kind === 'pending')) return [];
    return [`Of ICE's ${ofKind.length} lists of ${name}: ${spansText(spans)}.`];
  });
}

/** What ICE's lists say of an agreement: in a sentence, and each of them in a fold. */
export function ListSightings({ listings }: { listings: ListingOfAgreement[] }): VNode {
  if (listings.length === 0) return <p>The register has no official list of that time.</p>;
  return (
    <>
      {sightingsText(listings).map((text) => (
        <p key={text}>{text}</p>
      ))}
      <details>
        <summary>
          {listings.length === 1 ? 'The list' : `Each of the ${listings.length} lists`}
        </summary>
        <DataTable
          caption="What each of ICE's lists shows"
          isCaptionHidden
          rows={listings}
          keyOf={({ list }) => list.id}
          columns={[
            { header: 'List', isRowHeader: true, cell: ({ list }) => list.title },
            { header: 'As of', cell: ({ list }) => <DayTime day={list.asOf} /> },
            {
              header: 'Shows it',
              cell: ({ modelAsPrinted }) => (modelAsPrinted === null ? 'no' : 'yes'),
            },
            {
              header: 'Model as printed',
              cell: ({ modelAsPrinted }) => modelAsPrinted ?? '–',
            },
          ]}
        />
      </details>
    </>
  );
}
