import { Injectable } from '@nestjs/common';
import type { Day } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import { Conflict, NotFound } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import type { Inspection } from '../inspection.entity.js';
import { InspectionsService } from '../inspections.service.js';
import { isFieldWorkDone, MAIN_PATH } from '../life-cycle/life-cycle.rules.js';
import { letterOf, type PaperContent, planOf, reportOf } from './paper-content.rules.js';
import { PaperFactsService } from './paper-facts.js';
import { pdfOf } from './paper-pdf.js';
import { IssuedPaper, type PaperKind } from './paper.entity.js';

export interface Paper {
  visit: Inspection;
  kind: PaperKind;
  content: PaperContent;
  /** When it was issued; null = it is made from the data as they are now. */
  issued: IssuedPaper | null;
}

/** The papers of a visit: the one that was issued, or what it would say now. */
@Injectable()
export class PapersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly inspections: InspectionsService,
    private readonly facts: PaperFactsService,
    private readonly files: FileStore,
    private readonly clock: BusinessClock,
  ) {}

  /**
   * A paper as the viewer may see it: whoever does not see the checklist sees what was issued, and a report once it was
   * distributed.
   * @throws NotFound; Conflict (409) for a report before field work is over
   */
  async find(id: string, kind: PaperKind, viewer: Viewer): Promise<Paper> {
    const { inspection: visit } = await this.inspections.find(id, viewer);
    const issued = await this.unitOfWork.reading().findOne(IssuedPaper, {
      where: { inspectionId: id, kind },
      order: { issuedAt: 'DESC', id: 'DESC' },
    });
    this.mustBeTheirs(visit, kind, issued, viewer);
    if (issued) return { visit, kind, content: issued.content, issued };
    if (kind === 'report' && !isFieldWorkDone(visit.status))
      throw new Conflict(
        'no-report-yet',
        `${visit.number} has no report: it is written when field work is over.`,
      );
    const facts = await this.facts.collect(visit);
    const content = {
      letter: () => letterOf(facts, !wasNotified(visit)),
      plan: () => planOf(facts),
      report: () => reportOf(facts, visit.reportedOn === null),
    }[kind]();
    return { visit, kind, content, issued: null };
  }

  /** Its PDF: the bytes that were issued, or one made now. */
  async pdf(paper: Paper): Promise<Buffer> {
    if (!paper.issued) return pdfOf(paper.content, this.clock.moment());
    const parts: Buffer[] = [];
    for await (const part of await this.files.read(paper.issued.sha256)) parts.push(part as Buffer);
    return Buffer.concat(parts);
  }

  /** Which papers a visit has issued, and on which day, the latest of each. */
  async issuedOf(id: string): Promise<Map<PaperKind, Day>> {
    const papers = await this.unitOfWork.reading().find(IssuedPaper, {
      select: { id: true, kind: true, issuedOn: true },
      where: { inspectionId: id },
      order: { issuedAt: 'ASC', id: 'ASC' },
    });
    return new Map(papers.map(({ kind, issuedOn }) => [kind, issuedOn]));
  }

  private mustBeTheirs(
    visit: Inspection,
    kind: PaperKind,
    issued: IssuedPaper | null,
    viewer: Viewer,
  ): void {
    if (viewer.permissions.has('checklist.read')) return;
    const isOut =
      kind === 'report' && (visit.status === 'distributed' || visit.status === 'closed');
    const isSent = kind === 'letter' && (issued !== null || wasNotified(visit));
    if (!isOut && !isSent) throw new NotFound('The paper');
  }
}

/** It has gone past the notification; one that was postponed since is notified anew. */
const wasNotified = ({ status }: Inspection): boolean =>
  MAIN_PATH.indexOf(status) >= MAIN_PATH.indexOf('notified');
