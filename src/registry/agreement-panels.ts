import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { Viewer } from '../platform/http/viewer.js';

/** What a floor above shows of its own on an agreement's page: its inspections, its reminders. */
export interface AgreementPanel {
  /** The panel's heading. */
  readonly title: string;
  /** Smaller stands higher. */
  readonly order: number;
  /**
   * What stands under the heading; null = no panel for this viewer. The page has made sure that the viewer may see the
   * agreement.
   */
  render(agreementId: string, viewer: Viewer): Promise<VNode | null>;
}

/** The panels that the features register. */
@Injectable()
export class AgreementPanels {
  private readonly panels: AgreementPanel[] = [];

  register(panel: AgreementPanel): void {
    this.panels.push(panel);
    this.panels.sort((a, b) => a.order - b.order);
  }

  /** Those that have something for this viewer, in order. */
  async renderAll(agreementId: string, viewer: Viewer): Promise<{ title: string; body: VNode }[]> {
    const rendered = await Promise.all(
      this.panels.map(async (panel) => {
        const body = await panel.render(agreementId, viewer);
        return body ? [{ title: panel.title, body }] : [];
      }),
    );
    return rendered.flat();
  }
}
