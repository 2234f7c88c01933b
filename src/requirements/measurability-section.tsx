import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { Day } from '../platform/clock/calendar.js';
import type { Viewer } from '../platform/http/viewer.js';
import { withQuery } from '../platform/pages/addresses.js';
import { type ReportSection, ReportSections } from '../platform/pages/report-sections.js';
import { CatalogueService } from './catalogue.service.js';

/** How much of the MOA can be measured at all, on the page "Reports". */
@Injectable()
export class MeasurabilitySection implements ReportSection {
  readonly title = 'Requirement measurability';
  readonly order = 10;

  constructor(
    sections: ReportSections,
    private readonly catalogue: CatalogueService,
  ) {
    sections.register(this);
  }

  async render(asOf: Day, viewer: Viewer): Promise<VNode | null> {
    if (!viewer.permissions.has('requirements.read')) return null;
    const assessments = await this.catalogue.assess(asOf);
    return (
      <>
        <ul class="moa-list">
          {assessments.map(({ template, requirements, notMeasurable }) => (
            <li key={template.code}>
              {template.code}: {notMeasurable.length} of {requirements.length} requirements cannot
              be measured
            </li>
          ))}
        </ul>
        <p>
          <a href={withQuery('/requirements/measurability', { asOf })}>
            Which requirements cannot be measured, and why
          </a>
        </p>
      </>
    );
  }
}
