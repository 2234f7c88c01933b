import type { VNode } from 'preact';
import { AuditTrailLink } from '../audit/audit-trail-link.js';
import type { Day } from '../platform/clock/calendar.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { DataTable } from '../platform/pages/data-table.js';
import { DayTime, MomentTime } from '../platform/pages/format.js';
import { SummaryList } from '../platform/pages/summary-list.js';
import { pathOf, type RequirementDetail } from './catalogue.service.js';
import { codesText, MeasurableTag, SpanText, StandardText } from './standard-cells.js';
import { standardWords } from './standard.rules.js';

export interface RequirementView {
  detail: RequirementDetail;
  asOf: Day;
  modelName: (code: string) => string;
  timeZone: string;
  mayEdit: boolean;
}

/** What does the MOA ask, how is it measured, and since when do we say so? */
export function RequirementPage(view: RequirementView): VNode {
  const { detail, asOf, modelName, mayEdit } = view;
  const { code, category, version } = detail;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Reports', path: '/requirements/measurability' },
          { label: 'Requirements', path: '/requirements' },
          { label: code },
        ]}
      />
      <h1>
        {code}: {category}
      </h1>
      <p>
        As of <DayTime day={asOf} />. <MeasurableTag standard={version.standard} />
      </p>
      <p class="usa-intro">{version.text}</p>
      <SummaryList
        facts={[
          ['Measurable standard', <StandardText key="standard" standard={version.standard} />],
          ['Clause', version.clause],
          ['Models', codesText(version.models, modelName)],
          ['Templates', codesText(version.templates)],
          ['Holds', <SpanText key="span" span={version} />],
          ['Source', version.source],
        ]}
      />
      <Deviations detail={detail} />
      <h2>Versions</h2>
      <p>An inspection is judged by the version of its day. None is altered afterwards.</p>
      <Versions {...view} />
      {mayEdit && (
        <p>
          <a class="usa-button" href={`${pathOf(code)}/versions/new`}>
            Add a version
          </a>
        </p>
      )}
      <AuditTrailLink type="requirement" id={code} />
    </div>
  );
}

function Deviations({ detail }: { detail: RequirementDetail }): VNode | null {
  const { deviations } = detail.version;
  if (deviations.length === 0) return null;
  return (
    <>
      <h2>What a template asks differently</h2>
      <DataTable
        caption="Standards of single templates"
        isCaptionHidden
        rows={deviations}
        keyOf={({ template }) => template}
        columns={[
          { header: 'Template', isRowHeader: true, cell: ({ template }) => template },
          { header: 'Standard', cell: ({ standard }) => <StandardText standard={standard} /> },
          { header: 'Measurable', cell: ({ standard }) => <MeasurableTag standard={standard} /> },
        ]}
      />
    </>
  );
}

function Versions({ detail, timeZone }: RequirementView): VNode {
  return (
    <DataTable
      caption="Versions, latest first"
      isCaptionHidden
      rows={detail.versions}
      keyOf={({ holdsFrom }) => holdsFrom}
      columns={[
        {
          header: 'Holds',
          isRowHeader: true,
          cell: (version) => (
            <a href={`${pathOf(detail.code)}?asOf=${version.holdsFrom}`}>
              <SpanText span={version} />
            </a>
          ),
        },
        { header: 'What is required', cell: ({ text }) => text },
        { header: 'Standard', cell: ({ standard }) => standardWords(standard) },
        { header: 'Why', cell: ({ reason }) => reason },
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
