import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { attachment } from '../../platform/http/attachment.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { Page } from '../../platform/pages/page.js';
import { PaperPage } from './paper.page.js';
import type { PaperKind } from './paper.entity.js';
import { PapersService } from './papers.service.js';

/** Letter, plan and report of a visit, to be printed and as PDF. */
@ApiExcludeController()
@Controller('inspections/:id/papers')
export class PapersPages {
  constructor(private readonly papers: PapersService) {}

  @Get('letter')
  @Requires('inspections.read')
  letter(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.page(id, 'letter', viewer);
  }

  @Get('letter.pdf')
  @Requires('inspections.read')
  letterPdf(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<StreamableFile> {
    return paperFile(this.papers, id, 'letter', viewer);
  }

  @Get('plan')
  @Requires('checklist.read')
  plan(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.page(id, 'plan', viewer);
  }

  @Get('plan.pdf')
  @Requires('checklist.read')
  planPdf(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<StreamableFile> {
    return paperFile(this.papers, id, 'plan', viewer);
  }

  @Get('report')
  @Requires('inspections.read')
  report(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.page(id, 'report', viewer);
  }

  @Get('report.pdf')
  @Requires('inspections.read')
  reportPdf(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<StreamableFile> {
    return paperFile(this.papers, id, 'report', viewer);
  }

  private async page(id: string, kind: PaperKind, viewer: Viewer): Promise<Page> {
    const paper = await this.papers.find(id, kind, viewer);
    return new Page(`${paper.content.title}, ${paper.visit.number}`, <PaperPage paper={paper} />);
  }
}

async function paperFile(
  papers: PapersService,
  id: string,
  kind: PaperKind,
  viewer: Viewer,
): Promise<StreamableFile> {
  const paper = await papers.find(id, kind, viewer);
  const content = await papers.pdf(paper);
  return new StreamableFile(content, {
    type: 'application/pdf',
    disposition: attachment(`${paper.visit.number} ${kind}.pdf`),
    length: content.length,
  });
}
