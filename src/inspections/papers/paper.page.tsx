import type { VNode } from 'preact';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { DayTime } from '../../platform/pages/format.js';
import { SampleTag } from '../../platform/pages/status-tag.js';
import type { PaperTable } from './paper-content.rules.js';
import type { Paper } from './papers.service.js';

/** A paper as a page that prints as it stands: the site's frame is left out on paper. */
export function PaperPage({ paper }: { paper: Paper }): VNode {
  const { visit, kind, content, issued } = paper;
  return (
    <div class="grid-container moa-paper">
      <Breadcrumb
        items={[
          { label: 'Inspections', path: `/inspections?fiscalYear=${visit.fiscalYear}` },
          { label: visit.number, path: `/inspections/${visit.id}` },
          { label: content.title },
        ]}
      />
      <div class="moa-actions">
        <a href={`/inspections/${visit.id}/papers/${kind}.pdf`}>Download PDF</a>
      </div>
      {content.mark !== null && <p class="moa-paper__mark">{content.mark}</p>}
      <h1>{content.title}</h1>
      <p>
        {content.subtitle} {visit.isSample && <SampleTag />}
      </p>
      {issued && (
        <p class="moa-small">
          Issued on <DayTime day={issued.issuedOn} /> by {issued.issuedBy}; SHA-256 of the PDF{' '}
          <code class="moa-hash">{issued.sha256}</code>. It stays as it was issued.
        </p>
      )}
      {content.sections.map(({ heading, paragraphs, table }) => (
        <section key={heading} aria-label={heading}>
          <h2>{heading}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {table && table.rows.length > 0 && <Table table={table} />}
        </section>
      ))}
    </div>
  );
}

function Table({ table }: { table: PaperTable }): VNode {
  return (
    <DataTable
      caption={table.caption}
      rows={table.rows}
      keyOf={(cells) => cells.join('|')}
      columns={table.headers.map((header, index) => ({
        header,
        isRowHeader: index === 0,
        cell: (cells: string[]) => cells[index] ?? '',
      }))}
    />
  );
}
