import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { Viewer } from '../../platform/http/viewer.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { type AgreementPanel, AgreementPanels } from '../agreement-panels.js';
import { AgreementsService } from '../agreements.service.js';
import { DocumentTable } from './document-table.js';
import { DocumentsService } from './documents.service.js';

/** The documents that hold today, on an agreement's page. */
@Injectable()
export class DocumentsPanel implements AgreementPanel {
  readonly title = 'Documents';
  readonly order = 40;

  constructor(
    panels: AgreementPanels,
    private readonly documents: DocumentsService,
    private readonly agreements: AgreementsService,
  ) {
    panels.register(this);
  }

  async render(agreementId: string, viewer: Viewer): Promise<VNode | null> {
    if (!(await this.agreements.isVisible(agreementId, viewer))) return null;
    const today = this.agreements.today();
    const { documents, holding } = await this.documents.findOfAgreement(agreementId, today, viewer);
    return (
      <>
        {holding.length === 0 ? (
          <EmptyState>No document is attached that holds today.</EmptyState>
        ) : (
          <DocumentTable caption="Documents that hold today" documents={holding} />
        )}
        <p>
          <a href={`/agreements/${agreementId}/documents`}>
            {viewer.permissions.has('documents.attach')
              ? 'All documents, and a form to attach one'
              : `All documents (${documents.length}), as of any day`}
          </a>
        </p>
      </>
    );
  }
}
