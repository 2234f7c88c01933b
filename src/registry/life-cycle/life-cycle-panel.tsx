import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { Viewer } from '../../platform/http/viewer.js';
import { type AgreementPanel, AgreementPanels } from '../agreement-panels.js';
import { AgreementsService } from '../agreements.service.js';
import { LifeCycleService } from './life-cycle.service.js';

/** What an agreement can go through today, on its page. */
@Injectable()
export class LifeCyclePanel implements AgreementPanel {
  readonly title = 'What can be done';
  readonly order = 5;

  constructor(
    panels: AgreementPanels,
    private readonly lifeCycle: LifeCycleService,
    private readonly agreements: AgreementsService,
  ) {
    panels.register(this);
  }

  async render(agreementId: string, viewer: Viewer): Promise<VNode | null> {
    if (!viewer.permissions.has('agreements.transition')) return null;
    if (!(await this.agreements.isVisible(agreementId, viewer))) return null;
    const { facts, transitions } = await this.lifeCycle.waysOf(agreementId, viewer);
    if (transitions.length === 0)
      return (
        <p>
          Nothing follows on {facts.status.replace('-', ' ')}. What was recorded by mistake is put
          right or taken back in the history.
        </p>
      );
    return (
      <ul class="moa-list">
        {transitions
          // Its form stands on the agreement's page itself.
          .filter(({ to }) => to !== 'extended')
          .map(({ to, words }) => (
            <li key={to}>
              <a href={`/agreements/${agreementId}/transitions/${to}`}>{words.title}</a>
            </li>
          ))}
      </ul>
    );
  }
}
