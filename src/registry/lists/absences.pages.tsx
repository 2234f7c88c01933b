import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsNumberString, IsString, MaxLength } from 'class-validator';
import { Requires } from '../../identity/requires.js';
import { counted } from '../../platform/counted.js';
import { isDay } from '../../platform/clock/calendar.js';
import { Trimmed } from '../../platform/http/form-values.js';
import { PageQuery } from '../../platform/http/paging.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { ProgramModels } from '../program-models.js';
import { requireWholeRegister } from '../whole-register.js';
import { AbsencePage } from './absence.page.js';
import { ABSENCES_PATH } from './absence-words.js';
import type { ResolutionInput } from './absence.rules.js';
import { AbsencesPage } from './absences.page.js';
import { Absences } from './absences.service.js';
import type { ModelNames } from './import-diff.js';
import { ABSENCE_RESOLUTIONS, type AbsenceResolution } from './list-import.entity.js';

class AnswerForm {
  @IsNumberString() version!: string;
  @IsString() @MaxLength(40) resolution = '';
  @Trimmed() @IsString() @MaxLength(2000) reason = '';
  @Trimmed() @IsString() @MaxLength(20) onDay = '';
}

const CHOSEN = /^chosen\[([0-9a-f-]{36})\]$/;

@ApiExcludeController()
@Controller('imports/absences')
export class AbsencesPages {
  constructor(
    private readonly absences: Absences,
    private readonly models: ProgramModels,
  ) {}

  @Get()
  @Requires('imports.read')
  list(@Query() query: PageQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.listPage(query, viewer, { reason: '', chosen: new Set() }, []);
  }

  /** The boxes are named by the questions, so no class can name them. */
  @Post('proposals')
  @Requires('imports.manage')
  async acceptProposals(
    @Body() body: Record<string, unknown>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    requireWholeRegister(viewer);
    const chosen = Object.entries(body).flatMap(([name, version]) => {
      const [, id] = CHOSEN.exec(name) ?? [];
      return id === undefined ? [] : [{ id, version: Number(version) }];
    });
    const reason = typeof body['reason'] === 'string' ? body['reason'] : '';
    try {
      const count = await this.absences.acceptProposals(chosen, reason, viewer.name);
      return new GoTo(ABSENCES_PATH, `${counted(count, 'answer')} recorded.`);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      const typed = { reason, chosen: new Set(chosen.map(({ id }) => id)) };
      return this.listPage(new PageQuery(), viewer, typed, onceEach(error));
    }
  }

  @Get(':id')
  @Requires('imports.manage')
  one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.page(id, viewer, { resolution: '', reason: '', onDay: '' }, []);
  }

  @Post(':id')
  @Requires('imports.manage')
  async resolve(
    @Param('id') id: string,
    @Body() form: AnswerForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    requireWholeRegister(viewer);
    try {
      await this.absences.resolve(id, answerOf(form), Number(form.version), viewer.name);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(id, viewer, form, onceEach(error));
    }
    return new GoTo(ABSENCES_PATH, 'The answer is recorded.');
  }

  private async page(
    id: string,
    viewer: Viewer,
    typed: { resolution: string; reason: string; onDay: string },
    errors: FieldError[],
  ): Promise<Page> {
    requireWholeRegister(viewer);
    const view = {
      absence: await this.absences.find(id),
      modelNames: await this.modelNames(),
      typed,
      errors,
    };
    return new Page(
      `What became of ${view.absence.agencyName}?`,
      <AbsencePage {...view} />,
      errors.length > 0 ? { status: 422 } : {},
    );
  }

  private async listPage(
    query: PageQuery,
    viewer: Viewer,
    typed: { reason: string; chosen: ReadonlySet<string> },
    errors: FieldError[],
  ): Promise<Page> {
    requireWholeRegister(viewer);
    const { limit, cursor } = query;
    const view = {
      page: await this.absences.findOpen(query),
      query: { limit, ...(cursor !== undefined && { cursor }) },
      modelNames: await this.modelNames(),
      mayManage: viewer.permissions.has('imports.manage'),
      typed,
      errors,
    };
    return new Page(
      'Missing from a list',
      <AbsencesPage {...view} />,
      errors.length > 0 ? { status: 422 } : {},
    );
  }

  private async modelNames(): Promise<ModelNames> {
    return new Map((await this.models.all()).map(({ code, name }) => [code, name]));
  }
}

/** @throws InvalidRequest when nothing is chosen, or the day is none */
function answerOf({ resolution, reason, onDay }: AnswerForm): ResolutionInput {
  const errors = [
    ...(ABSENCE_RESOLUTIONS.includes(resolution as AbsenceResolution)
      ? []
      : [{ parameter: 'resolution', detail: 'Choose what became of it.' }]),
    ...(onDay === '' || isDay(onDay)
      ? []
      : [{ parameter: 'onDay', detail: 'The day must be one of the calendar.' }]),
  ];
  if (errors.length > 0) throw new InvalidRequest(errors);
  return {
    resolution: resolution as AbsenceResolution,
    reason,
    onDay: onDay === '' ? undefined : onDay,
  };
}

/** Several questions may be refused for one and the same thing. */
function onceEach({ errors }: InvalidRequest): FieldError[] {
  const messages = new Map(errors.map(({ parameter, detail }) => [detail, parameter]));
  return [...messages].map(([message, parameter]) => ({
    ...(parameter !== undefined && parameter !== 'chosen' && { field: parameter }),
    message,
  }));
}
