import { Body, Controller, Get, Param, Post, Req, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { IsNumberString, IsString, MaxLength, validateSync } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Requires } from '../../identity/requires.js';
import { fileToSave } from '../../platform/http/attachment.js';
import { InvalidRequest, Stale } from '../../platform/http/problem.js';
import { AcceptsUpload, readUpload } from '../../platform/http/uploads.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { ReportFindings } from '../life-cycle/report-findings.js';
import { JudgementRequest } from '../life-cycle/transition.dto.js';
import { ItemRequest } from './checklist.dto.js';
import { ChecklistPage } from './checklist.page.js';
import { ChecklistService } from './checklist.service.js';
import { EvidenceService } from './evidence.service.js';
import type { TypedItem } from './item-form.js';
import type { TypedJudgement } from './judgement-form.js';

/** The fields as a form sends them; what is wrong with one is said beside it. */
class ItemFormBody {
  @IsString() @MaxLength(40) rating = '';
  @IsString() @MaxLength(40) side = '';
  @IsString() @MaxLength(20_000) observation = '';
  @IsString() @MaxLength(20_000) reason = '';
  @IsString() @MaxLength(40) sampleSize = '';
  @IsString() @MaxLength(40) metCount = '';
  @IsString() @MaxLength(40) measured = '';
  /** The version of the item that the form was made from. */
  @IsNumberString() version!: string;
}

class JudgementFormBody {
  @IsString() @MaxLength(40) severity = '';
  @IsString() @MaxLength(40) repeat = '';
  /** The version of the finding that the form was made from. */
  @IsNumberString() version!: string;
}

@ApiExcludeController()
@Controller()
export class ChecklistPages {
  constructor(
    private readonly checklists: ChecklistService,
    private readonly evidence: EvidenceService,
    private readonly findings: ReportFindings,
  ) {}

  @Get('inspections/:id/checklist')
  @Requires('checklist.read')
  one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.page(id, viewer, undefined, undefined, 200);
  }

  @Post('inspections/:id/checklist/:itemId')
  @Requires('checklist.edit')
  async save(
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @Body() form: ItemFormBody,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { version, ...fields } = form;
    try {
      const change = checkedAs(ItemRequest, fields);
      const item = await this.checklists.saveItem(id, itemId, change, Number(version), viewer);
      return new GoTo(`/inspections/${id}/checklist#item-${itemId}`, `${item.itemKey} is saved.`);
    } catch (error) {
      const typed = { itemId, fields, problems: problemsOf(error) };
      if (error instanceof Stale) {
        const current = error.extensions['current'] as Record<string, unknown>;
        return this.page(id, viewer, { ...typed, current }, undefined, 412);
      }
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(id, viewer, typed, undefined, 422);
    }
  }

  @Post('inspections/:id/checklist/:itemId/evidence')
  @AcceptsUpload()
  @Requires('checklist.edit')
  async attach(
    @Param('id') id: string,
    @Param('itemId') itemId: string,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
  ): Promise<Page | GoTo> {
    try {
      const { fileName } = await this.evidence.attach(id, itemId, readUpload(request).file, viewer);
      return new GoTo(`/inspections/${id}/checklist#item-${itemId}`, `“${fileName}” was added.`);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      const typed = { itemId, fields: {}, problems: problemsOf(error) };
      return this.page(id, viewer, typed, undefined, 422);
    }
  }

  @Get('checklist-evidence/:id/content')
  @Requires('checklist.read')
  async content(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<StreamableFile> {
    return fileToSave(await this.checklists.readEvidence(id, viewer));
  }

  @Post('inspections/:id/findings/:findingId/judgement')
  @Requires('inspections.conduct')
  async judge(
    @Param('id') id: string,
    @Param('findingId') findingId: string,
    @Body() { version, ...fields }: JudgementFormBody,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    try {
      const judgement = checkedAs(JudgementRequest, fields);
      const { visit } = await this.checklists.find(id, viewer);
      const { number } = await this.findings.judge(
        visit,
        findingId,
        judgement,
        Number(version),
        viewer,
      );
      return new GoTo(
        `/inspections/${id}/checklist#finding-${findingId}`,
        `The judgement of ${number} is saved.`,
      );
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      const judged = { findingId, ...fields, problem: error.detail };
      return this.page(id, viewer, undefined, judged, 422);
    }
  }

  private async page(
    id: string,
    viewer: Viewer,
    typed: TypedItem | undefined,
    judged: TypedJudgement | undefined,
    status: number,
  ): Promise<Page> {
    const checklist = await this.checklists.find(id, viewer);
    return new Page(
      `Checklist of ${checklist.visit.number}`,
      <ChecklistPage
        checklist={checklist}
        findings={await this.findings.ofReport(checklist.visit)}
        mayJudge={viewer.permissions.has('inspections.conduct')}
        typed={typed}
        judged={judged}
      />,
      { status, scripts: checklist.mayEdit ? ['checklist'] : [] },
    );
  }
}

const problemsOf = (error: unknown): TypedItem['problems'] =>
  error instanceof InvalidRequest
    ? error.errors.map(({ parameter, detail }) => ({ field: parameter, detail }))
    : [];

/** A form's fields by the rules of the API's request. @throws InvalidRequest naming each field that is wrong */
function checkedAs<Request extends object>(
  type: new () => Request,
  fields: Record<string, string>,
): Request {
  const request = plainToInstance(type, fields);
  const errors = validateSync(request);
  if (errors.length > 0)
    throw new InvalidRequest(
      errors.flatMap(({ property, constraints }) =>
        [...new Set(Object.values(constraints ?? {}))].map((detail) => ({
          pointer: `/${property}`,
          parameter: property,
          detail,
        })),
      ),
    );
  return request;
}
