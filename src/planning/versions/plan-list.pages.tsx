import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { Requires } from '../../identity/requires.js';
import { Policy } from '../../platform/config/policy.js';
import { Trimmed } from '../../platform/http/form-values.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { Navigation } from '../../platform/pages/navigation.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { DraftsService } from './drafts.service.js';
import { PlanListPage, type TypedDraft } from './plan-list.page.js';
import { planPath } from './plan-words.js';
import { type DraftPlanRequest, PlanQuery } from './plan-requests.dto.js';
import { PlansService } from './plans.service.js';

/** Looked at when it is carried out, so that what was typed stands on the page that refuses it. */
class DraftForm {
  @IsString() @MaxLength(20) fiscalYear = '';
  @Trimmed() @IsString() @MaxLength(200) name = '';
  @IsString() @MaxLength(20) seconds = '';
  @IsString() @MaxLength(20) seed = '';
}

/** The versions of a year, and new ones. */
@ApiExcludeController()
@Controller('plans')
export class PlanListPages {
  constructor(
    navigation: Navigation,
    private readonly plans: PlansService,
    private readonly drafts: DraftsService,
    private readonly policy: Policy,
  ) {
    navigation.register({
      ...{ label: 'Plan', path: '/plans', covers: ['/staffing'] },
      ...{ permission: 'plans.read', order: 25 },
    });
  }

  @Get()
  @Requires('plans.read')
  list(@Query() { fiscalYear }: PlanQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.listPage(fiscalYear, viewer, {}, []);
  }

  @Post()
  @Requires('plans.edit')
  async draft(@Body() form: DraftForm, @CurrentViewer() viewer: Viewer): Promise<Page | GoTo> {
    try {
      const { fiscalYear, ...wish } = draftOf(form);
      const { id, number } = await this.drafts.draftPlan(fiscalYear, wish, viewer);
      return new GoTo(planPath(id), `${number} is drafted, and weeks and teams are looked for.`);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.listPage(undefined, viewer, form, fieldErrors(error));
    }
  }

  private async listPage(
    fiscalYear: number | undefined,
    viewer: Viewer,
    typed: TypedDraft,
    errors: FieldError[],
  ): Promise<Page> {
    const rows = await this.plans.findAll();
    const years = [...new Set(rows.map(({ plan }) => plan.fiscalYear))];
    const view = {
      fiscalYear,
      years,
      rows: rows.filter(({ plan }) => fiscalYear === undefined || plan.fiscalYear === fiscalYear),
      form: viewer.permissions.has('plans.edit')
        ? {
            openYears: this.drafts.openYears(),
            usualSeconds: this.policy.planning.solveSeconds.usual,
            typed,
            errors,
          }
        : null,
    };
    return new Page('Plan', <PlanListPage {...view} />, errors.length > 0 ? { status: 422 } : {});
  }
}

/** @throws InvalidRequest naming the fields that are wrong */
function draftOf({ fiscalYear, name, seconds, seed }: DraftForm): DraftPlanRequest {
  const isNumber = (text: string): boolean => /^\d{1,6}$/.test(text);
  const errors = [
    ...(isNumber(fiscalYear) ? [] : [{ parameter: 'fiscalYear', detail: 'Choose a fiscal year.' }]),
    ...(name === '' ? [{ parameter: 'name', detail: 'Say what this version is.' }] : []),
    ...(seconds === '' || (isNumber(seconds) && Number(seconds) > 0)
      ? []
      : [{ parameter: 'seconds', detail: 'The seconds must be a whole number, at least 1.' }]),
    ...(seed === '' || isNumber(seed)
      ? []
      : [{ parameter: 'seed', detail: 'The seed must be a whole number.' }]),
  ];
  if (errors.length > 0) throw new InvalidRequest(errors);
  return {
    fiscalYear: Number(fiscalYear),
    name,
    ...(seconds !== '' && { seconds: Number(seconds) }),
    ...(seed !== '' && { seed: Number(seed) }),
  };
}

const fieldErrors = ({ errors }: InvalidRequest): FieldError[] =>
  errors.map(({ parameter, detail }) => ({
    ...(parameter && { field: parameter }),
    message: detail,
  }));
