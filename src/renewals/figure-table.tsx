import type { VNode } from 'preact';
import { DataTable } from '../platform/pages/data-table.js';
import { DayTime, MomentTime } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';
import { measureName } from './measures.rules.js';
import type { AgreementFigure } from './renewal.entity.js';

/** Figures of one agreement with who recorded them, from where and when. */
export function FigureTable(props: { caption: string; figures: AgreementFigure[] }): VNode {
  const { timeZone } = useRender();
  return (
    <DataTable
      caption={props.caption}
      rows={props.figures}
      keyOf={({ id }) => id}
      columns={[
        { header: 'Measure', isRowHeader: true, cell: ({ measure }) => measureName(measure) },
        { header: 'From', cell: ({ periodFrom }) => <DayTime day={periodFrom} /> },
        { header: 'Until', cell: ({ periodUntil }) => <DayTime day={periodUntil} /> },
        {
          header: 'Number',
          isNumeric: true,
          cell: ({ value }) => value.toLocaleString('en-US'),
        },
        { header: 'Source', cell: ({ source }) => source },
        {
          header: 'Recorded',
          cell: ({ recordedAt, recordedBy }) => (
            <>
              <MomentTime moment={recordedAt} timeZone={timeZone} /> by {recordedBy}
            </>
          ),
        },
      ]}
    />
  );
}
