import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { counted } from '../platform/counted.js';
import type { Viewer } from '../platform/http/viewer.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { type AgreementPanel, AgreementPanels } from '../registry/agreement-panels.js';
import { AgreementsService } from '../registry/agreements.service.js';
import { LIMIT_STATUSES } from './limits.rules.js';
import { LimitsService } from './limits.service.js';
import { RegistersService } from './registers.service.js';

/** How an agreement stands in its registers, on its page. */
@Injectable()
export class RegistersPanel implements AgreementPanel {
  readonly title = 'Registers';
  readonly order = 40;

  constructor(
    panels: AgreementPanels,
    private readonly registers: RegistersService,
    private readonly limits: LimitsService,
    private readonly agreements: AgreementsService,
  ) {
    panels.register(this);
  }

  async render(agreementId: string, viewer: Viewer): Promise<VNode | null> {
    if (!viewer.permissions.has('registers.read')) return null;
    // A field office that gave the agreement away sees nothing of what is entered now.
    if (!(await this.agreements.isVisible(agreementId, viewer))) return null;
    const { requirements, training } = await this.limits.ofAgreement(
      agreementId,
      this.registers.today(),
      viewer,
    );
    const statuses = [...requirements.flatMap(({ limits }) => limits), ...training].map(
      ({ status }) => status,
    );
    const counts = LIMIT_STATUSES.map((status) => ({
      status,
      count: statuses.filter((one) => one === status).length,
    })).filter(({ count }) => count > 0);
    return (
      <>
        {counts.length === 0 ? (
          <p>Nothing is on record of officers, trainings, complaints and meetings.</p>
        ) : (
          <ul class="moa-list">
            {counts.map(({ status, count }) => (
              <li key={status}>
                <StatusTag status={status} /> {counted(count, 'limit')}
              </li>
            ))}
          </ul>
        )}
        <p>
          <a href={`/agreements/${agreementId}/registers`}>
            Officers, trainings, complaints, meetings and goals
          </a>
        </p>
      </>
    );
  }
}
