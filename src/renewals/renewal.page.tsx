import type { VNode } from 'preact';
import { AuditTrailLink } from '../audit/audit-trail-link.js';
import { AgencyLink } from '../inspections/inspection-cells.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { SelectField } from '../platform/pages/fields.js';
import { DayTime } from '../platform/pages/format.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { SummaryList } from '../platform/pages/summary-list.js';
import { EndCell, ModelCell } from '../registry/agreement-cells.js';
import { Evidence } from './evidence-list.js';
import { indication } from './evidence.rules.js';
import { FigureTable } from './figure-table.js';
import { Proposals } from './proposal-section.js';
import type { RenewalView } from './renewal-view.js';
import { CAUSE_WORDS } from './renewal-words.js';
import { isOpenNow } from './review-filter.js';

/** Should this agreement be kept, and why do we think so? */
export function RenewalPage(view: RenewalView): VNode {
  const { detail, figures, mayEnterFigures, reminders } = view;
  const { review, agreement, evidence } = detail;
  const figuresPath = `/agreements/${review.agreementId}/figures`;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Renewals and terminations', path: '/renewals?reviewState=undecided' },
          { label: review.number },
        ]}
      />
      <h1>
        {review.number}: {agreement.agencyName}, {agreement.state}
      </h1>
      <p>
        <StatusTag status={review.state} /> {review.outcome}
      </p>
      <p>
        <strong>{indication(evidence)}.</strong>
      </p>
      <Facts {...view} />
      <Evidence statements={evidence} />
      <h2>Figures</h2>
      {figures.length === 0 ? (
        <p>No figures on training, meetings or activity are on record.</p>
      ) : (
        <FigureTable caption="Figures that count" figures={figures} />
      )}
      <p>
        <a href={figuresPath}>
          {mayEnterFigures ? 'Enter figures, and see what was corrected' : 'All figures'}
        </a>
      </p>
      <Proposals {...view} />
      {view.forms && isOpenNow(review.state) && <Owner {...view} forms={view.forms} />}
      <h2>Reminders</h2>
      {reminders}
      <AuditTrailLink type="renewal-review" id={review.id} />
    </div>
  );
}

function Facts({ detail, today, modelName }: RenewalView): VNode {
  const { review, agreement, owner } = detail;
  return (
    <SummaryList
      facts={[
        ['Agreement', <AgencyLink key="agency" agreement={agreement} />],
        ['Status', <StatusTag key="status" status={agreement.status} />],
        [
          'Program model',
          <ModelCell key="model" agreement={agreement} name={modelName(agreement.model)} />,
        ],
        ['Field office', agreement.officeName ?? 'none assigned'],
        ['Ends', <EndCell key="ends" agreement={agreement} asOf={today} />],
        ['Cause', `${CAUSE_WORDS[review.cause]}. ${review.reason}`],
        [
          'Opened',
          <>
            <DayTime key="opened" day={review.openedOn} /> by {review.openedBy}
          </>,
        ],
        [
          'To be decided by',
          <>
            <DayTime key="due" day={review.dueOn} />{' '}
            {isOpenNow(review.state) && review.dueOn < today && <StatusTag status="overdue" />}
          </>,
        ],
        ['Who has it', owner ?? 'nobody yet'],
      ]}
    />
  );
}

function Owner(props: RenewalView & { forms: NonNullable<RenewalView['forms']> }): VNode {
  const { detail, forms } = props;
  const { review } = detail;
  return (
    <>
      <h2>Who has it</h2>
      <form class="moa-filters" method="post" action={`/renewals/${review.id}/owner`}>
        <CsrfField />
        <input type="hidden" name="version" value={review.version} />
        <SelectField
          name="owner"
          label="Program manager"
          value={review.ownerId ?? ''}
          anyLabel="nobody"
          options={forms.managers.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <button class="usa-button usa-button--outline" type="submit">
          Hand it over
        </button>
      </form>
    </>
  );
}
