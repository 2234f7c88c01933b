import type { VNode } from 'preact';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { ErrorSummary } from '../../platform/pages/error-summary.js';
import { MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import { SampleTag, StatusTag } from '../../platform/pages/status-tag.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import { ACCEPTED_EXTENSIONS } from '../../registry/documents/media-type.rules.js';
import { RequirementLink, StandardText } from '../../requirements/standard-cells.js';
import type { Finding } from '../finding.entity.js';
import { SIDE_WORDS } from '../inspection-words.js';
import type { ChecklistEvidence, ChecklistItem } from './checklist.entity.js';
import { type Checklist, progressOf } from './checklist.service.js';
import { ItemForm, RATING_WORDS, type TypedItem } from './item-form.js';
import { JudgementForm, type TypedJudgement } from './judgement-form.js';
import { gapsOf, ratingOf } from './rating.rules.js';

export interface ChecklistView {
  checklist: Checklist;
  /** Of this report, with the finding that each may repeat. */
  findings: { finding: Finding; repeats: Finding | null }[];
  mayJudge: boolean;
  typed: TypedItem | undefined;
  judged: TypedJudgement | undefined;
}

/** What is looked at, by category, each item with its rating; then the findings that follow. */
export function ChecklistPage(view: ChecklistView): VNode {
  const { checklist, findings, typed, judged } = view;
  const { visit, items } = checklist;
  const problems = [
    ...(typed?.problems.map(({ field, detail }) => ({
      ...(field !== undefined && { field: `${field}-${typed.itemId}` }),
      message: detail,
    })) ?? []),
    ...(judged ? [{ field: `severity-${judged.findingId}`, message: judged.problem }] : []),
  ];
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Inspections', path: `/inspections?fiscalYear=${visit.fiscalYear}` },
          { label: visit.number, path: `/inspections/${visit.id}` },
          { label: 'Checklist' },
        ]}
      />
      <h1>Checklist of {visit.number}</h1>
      <p>
        <StatusTag status={visit.status} /> {visit.isSample && <SampleTag />}
      </p>
      <ErrorSummary errors={problems} />
      {items.length === 0 ? (
        <EmptyState>
          There is no checklist. It is made when the agency and the field office are notified of the
          visit.
        </EmptyState>
      ) : (
        <Overview checklist={checklist} />
      )}
      {findings.length > 0 && <Findings {...view} />}
      {categoriesOf(items).map((category) => (
        <section key={category} aria-label={category}>
          <h2>{category}</h2>
          {items
            .filter((item) => item.category === category)
            .map((item) => (
              <Item key={item.id} item={item} {...view} />
            ))}
        </section>
      ))}
    </div>
  );
}

const categoriesOf = (items: ChecklistItem[]): string[] => [
  ...new Set(items.map(({ category }) => category)),
];

function Overview({ checklist }: { checklist: Checklist }): VNode {
  const { items, mayEdit } = checklist;
  const progress = progressOf(items);
  const [first] = items;
  return (
    <>
      <p>
        {progress.rated} of {progress.items} items are rated:{' '}
        {Object.entries(progress.byRating)
          .filter(([, count]) => count > 0)
          .map(([rating, count]) => `${count} ${RATING_WORDS[rating]?.toLowerCase() ?? rating}`)
          .join(', ') || 'none yet'}
        .
      </p>
      <p>
        Judged by the catalogue of {first?.judgedOn};{' '}
        {first?.template
          ? `the template is ${first.template}`
          : 'the template of this agreement is not known, so all that its model may carry is here'}
        .{' '}
        {mayEdit
          ? 'Each item is saved by itself.'
          : 'You may read it; the team of the visit fills it in from the notification until the report is final.'}
      </p>
    </>
  );
}

function Item(props: ChecklistView & { item: ChecklistItem }): VNode {
  const { item, checklist, typed } = props;
  const { timeZone } = useRender();
  const gaps = gapsOf(item);
  const evidence = checklist.evidence.filter(({ itemId }) => itemId === item.id);
  const mine = typed?.itemId === item.id ? typed : undefined;
  return (
    <article class="moa-item" id={`item-${item.id}`} aria-label={item.itemKey}>
      <h3>
        <RequirementLink code={item.requirementCode} asOf={item.judgedOn} />{' '}
        <StatusTag status={ratingOf(item) ?? 'not-rated'} />
      </h3>
      <p>{item.text}</p>
      <p class="moa-small">
        Standard: <StandardText standard={item.standard} /> Side: {SIDE_WORDS[item.side]} (
        {item.sideBasis}). {item.clause}
        {item.followsFindingId && (
          <>
            {' '}
            Follows up <a href={`/findings/${item.followsFindingId}`}>the finding</a>.
          </>
        )}
      </p>
      {checklist.mayEdit ? (
        <ItemForm item={item} typed={mine} />
      ) : (
        <SummaryList
          facts={[
            ['Observation', item.observation || 'none'],
            ...(item.reason ? [['Reason', item.reason] as [string, string]] : []),
            ...(item.sampleSize === null
              ? []
              : [
                  ['Sample', `${item.metCount ?? 'not counted'} of ${item.sampleSize}`] as [
                    string,
                    string,
                  ],
                ]),
            ...(item.measured === null
              ? []
              : [['Measured', String(item.measured)] as [string, string]]),
          ]}
        />
      )}
      {gaps.length > 0 && (
        <p class="moa-small">Before the report can be final: {gaps.join('; ')}.</p>
      )}
      {item.changedAt && (
        <p class="moa-small">
          Last saved <MomentTime moment={item.changedAt} timeZone={timeZone} /> by {item.changedBy}.
        </p>
      )}
      <Evidence item={item} evidence={evidence} mayEdit={checklist.mayEdit} typed={mine} />
    </article>
  );
}

function Evidence(props: {
  item: ChecklistItem;
  evidence: ChecklistEvidence[];
  mayEdit: boolean;
  typed: TypedItem | undefined;
}): VNode {
  const { item, evidence, mayEdit, typed } = props;
  const error = typed?.problems.find(({ field }) => field === 'file')?.detail;
  const id = `file-${item.id}`;
  return (
    <>
      {evidence.length > 0 && (
        <ul class="moa-list" aria-label={`Evidence of ${item.itemKey}`}>
          {evidence.map((file) => (
            <li key={file.id}>
              <a href={`/checklist-evidence/${file.id}/content`}>{file.fileName}</a>{' '}
              <small>
                by {file.uploadedBy}, SHA-256 <code class="moa-hash">{file.sha256}</code>
              </small>
            </li>
          ))}
        </ul>
      )}
      {mayEdit && (
        <details class="moa-step" open={error !== undefined}>
          <summary>Add evidence to {item.itemKey}</summary>
          <form
            method="post"
            enctype="multipart/form-data"
            action={`/inspections/${item.inspectionId}/checklist/${item.id}/evidence`}
            aria-label={`Evidence of ${item.itemKey}`}
          >
            <CsrfField />
            <label class="usa-label" for={id}>
              File
            </label>
            <span class="usa-hint" id={`${id}-hint`}>
              PDF, DOCX, PNG, JPEG or plain text, at most 25 MB.
            </span>
            {error && <span class="usa-error-message">{error}</span>}
            <input
              class="usa-input"
              id={id}
              name="file"
              type="file"
              accept={ACCEPTED_EXTENSIONS.map((extension) => `.${extension}`).join(',')}
              aria-describedby={`${id}-hint`}
              required
            />
            <button class="usa-button usa-button--outline" type="submit">
              Add
            </button>
          </form>
        </details>
      )}
    </>
  );
}

function Findings({ checklist, findings, mayJudge, judged }: ChecklistView): VNode {
  const isDraft = checklist.visit.status === 'draft-report';
  return (
    <section aria-label="Findings of the report">
      <h2>Findings of the report</h2>
      {isDraft && (
        <p>
          They follow the checklist until the report is final: what is no longer rated as wanting is
          no finding. Only the people of the inspection see them.
        </p>
      )}
      {findings.map(({ finding, repeats }) => (
        <article key={finding.id} class="moa-item" id={`finding-${finding.id}`}>
          <h3>
            <a href={`/findings/${finding.id}`}>{finding.number}</a>{' '}
            <StatusTag status={finding.status} /> <StatusTag status={finding.kind} />{' '}
            {finding.severity !== null && <StatusTag status={finding.severity} />}
          </h3>
          <p>
            {finding.requirementCode}: {finding.observation}
          </p>
          {isDraft && mayJudge && (
            <JudgementForm
              finding={finding}
              repeats={repeats}
              typed={judged?.findingId === finding.id ? judged : undefined}
            />
          )}
        </article>
      ))}
    </section>
  );
}
