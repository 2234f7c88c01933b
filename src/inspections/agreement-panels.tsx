import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { Viewer } from '../platform/http/viewer.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { DayTime } from '../platform/pages/format.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { type AgreementPanel, AgreementPanels } from '../registry/agreement-panels.js';
import { AgreementsService } from '../registry/agreements.service.js';
import { RemindersOf } from '../reminders/reminders-of.js';
import { FindingTable } from './finding-list.page.js';
import { FindingsService } from './findings.service.js';
import { InspectionLink, VisitDays } from './inspection-cells.js';
import { KIND_WORDS } from './inspection-words.js';
import { InspectionsService } from './inspections.service.js';
import { ObligationsService } from './obligations.service.js';

/** An agreement's visits, on its page. */
@Injectable()
export class InspectionsPanel implements AgreementPanel {
  readonly title = 'Inspections';
  readonly order = 10;

  constructor(
    panels: AgreementPanels,
    private readonly inspections: InspectionsService,
    private readonly obligations: ObligationsService,
    private readonly agreements: AgreementsService,
  ) {
    panels.register(this);
  }

  async render(agreementId: string, viewer: Viewer): Promise<VNode> {
    const visits = await this.inspections.findOfAgreement(agreementId, viewer);
    const isOwnToday = await this.agreements.isVisible(agreementId, viewer);
    const decision = isOwnToday ? await this.obligations.decideOne(agreementId) : undefined;
    return (
      <>
        {decision && (
          <p>
            {decision.isDue ? (
              <>
                Next full inspection due <DayTime day={decision.dueOn} />: {decision.basis}.
              </>
            ) : (
              decision.reason
            )}
          </p>
        )}
        {visits.length === 0 ? (
          <EmptyState>No inspection is on record.</EmptyState>
        ) : (
          <DataTable
            caption="Inspections of this agreement"
            isCaptionHidden
            rows={visits}
            keyOf={(visit) => visit.id}
            columns={[
              {
                header: 'Number',
                isRowHeader: true,
                cell: (visit) => <InspectionLink inspection={visit} />,
              },
              { header: 'Kind', cell: (visit) => KIND_WORDS[visit.kind] },
              { header: 'Status', cell: (visit) => <StatusTag status={visit.status} /> },
              { header: 'On site', cell: (visit) => <VisitDays visit={visit} /> },
              { header: 'Due', cell: (visit) => <DayTime day={visit.dueOn} /> },
            ]}
          />
        )}
      </>
    );
  }
}

/** An agreement's findings, on its page. */
@Injectable()
export class FindingsPanel implements AgreementPanel {
  readonly title = 'Findings';
  readonly order = 20;

  constructor(
    panels: AgreementPanels,
    private readonly findings: FindingsService,
  ) {
    panels.register(this);
  }

  async render(agreementId: string, viewer: Viewer): Promise<VNode> {
    const { items } = await this.findings.findPage({ agreementId, limit: 500 }, viewer);
    if (items.length === 0) return <EmptyState>No finding is on record.</EmptyState>;
    return <FindingTable rows={items} />;
  }
}

/** Every reminder about an agreement and its visits, and why it was or was not sent. */
@Injectable()
export class RemindersPanel implements AgreementPanel {
  readonly title = 'Reminders';
  readonly order = 90;

  constructor(
    panels: AgreementPanels,
    private readonly reminders: RemindersOf,
  ) {
    panels.register(this);
  }

  render(agreementId: string, viewer: Viewer): Promise<VNode> {
    return this.reminders.render(agreementId, viewer);
  }
}
