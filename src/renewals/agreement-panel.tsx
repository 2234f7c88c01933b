import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { Viewer } from '../platform/http/viewer.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { DataTable } from '../platform/pages/data-table.js';
import { TextAreaField } from '../platform/pages/fields.js';
import { DayTime } from '../platform/pages/format.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { type AgreementPanel, AgreementPanels } from '../registry/agreement-panels.js';
import { AgreementsService } from '../registry/agreements.service.js';
import { indication } from './evidence.rules.js';
import { CAUSE_WORDS } from './renewal-words.js';
import { RenewalsService, type ReviewRow } from './renewals.service.js';
import { isOpenNow } from './review-filter.js';

/** Whether an agreement is to be kept, on its page. */
@Injectable()
export class RenewalsPanel implements AgreementPanel {
  readonly title = 'Renewal and termination';
  readonly order = 30;

  constructor(
    panels: AgreementPanels,
    private readonly renewals: RenewalsService,
    private readonly agreements: AgreementsService,
  ) {
    panels.register(this);
  }

  async render(agreementId: string, viewer: Viewer): Promise<VNode | null> {
    if (!viewer.permissions.has('renewals.read')) return null;
    // A field office that gave the agreement away sees nothing of what is decided now.
    if (!(await this.agreements.isVisible(agreementId, viewer))) return null;
    const rows = await this.renewals.findOfAgreement(agreementId, viewer);
    const mayOpen =
      viewer.permissions.has('renewals.decide') &&
      !rows.some(({ review }) => review.cause === 'by-hand' && isOpenNow(review.state));
    const [latest] = rows;
    return (
      <>
        {latest && isOpenNow(latest.review.state) && <p>{indication(latest.evidence)}.</p>}
        {rows.length === 0 ? <p>No review is on record.</p> : <Reviews rows={rows} />}
        <p>
          <a href={`/agreements/${agreementId}/figures`}>Figures on training, meetings, activity</a>
        </p>
        {mayOpen && <OpenForm agreementId={agreementId} />}
      </>
    );
  }
}

function Reviews({ rows }: { rows: ReviewRow[] }): VNode {
  return (
    <DataTable
      caption="Reviews of this agreement"
      isCaptionHidden
      rows={rows}
      keyOf={({ review }) => review.id}
      columns={[
        {
          header: 'Review',
          isRowHeader: true,
          cell: ({ review }) => <a href={`/renewals/${review.id}`}>{review.number}</a>,
        },
        { header: 'Cause', cell: ({ review }) => CAUSE_WORDS[review.cause] },
        { header: 'State', cell: ({ review }) => <StatusTag status={review.state} /> },
        { header: 'Decide by', cell: ({ review }) => <DayTime day={review.dueOn} /> },
        { header: 'Outcome', cell: ({ review }) => review.outcome ?? '' },
      ]}
    />
  );
}

function OpenForm({ agreementId }: { agreementId: string }): VNode {
  return (
    <details>
      <summary>Open a review</summary>
      <form class="usa-form" method="post" action={`/agreements/${agreementId}/review`}>
        <CsrfField />
        <TextAreaField
          name="reviewReason"
          label="Why it is to be reviewed"
          value={undefined}
          isRequired
        />
        <button class="usa-button" type="submit">
          Open it
        </button>
      </form>
    </details>
  );
}
