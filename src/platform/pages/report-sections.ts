import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { Day } from '../clock/calendar.js';
import type { Viewer } from '../http/viewer.js';

/** What a feature tells on the page "Reports": whether its part of the program works. */
export interface ReportSection {
  /** The section's heading. */
  readonly title: string;
  /** Smaller stands higher. */
  readonly order: number;
  /** What stands under the heading, as of a day; null = no section for this viewer. */
  render(asOf: Day, viewer: Viewer): Promise<VNode | null>;
}

/** The sections that the features register. */
@Injectable()
export class ReportSections {
  private readonly sections: ReportSection[] = [];

  register(section: ReportSection): void {
    this.sections.push(section);
    this.sections.sort((a, b) => a.order - b.order);
  }

  /** Those that have something for this viewer, in order. */
  async renderAll(asOf: Day, viewer: Viewer): Promise<{ title: string; body: VNode }[]> {
    const rendered = await Promise.all(
      this.sections.map(async (section) => {
        const body = await section.render(asOf, viewer);
        return body ? [{ title: section.title, body }] : [];
      }),
    );
    return rendered.flat();
  }
}
