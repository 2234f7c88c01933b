import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsNumberString, IsOptional, IsString, MaxLength } from 'class-validator';
import { Requires } from '../../identity/requires.js';
import { counted } from '../../platform/counted.js';
import { Policy } from '../../platform/config/policy.js';
import { EmptyIsAbsent, Trimmed } from '../../platform/http/form-values.js';
import { PageQuery, pageOf } from '../../platform/http/paging.js';
import { InvalidRequest, Problem } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { Navigation } from '../../platform/pages/navigation.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { asFile, type TableFile } from '../../platform/pages/table-file.js';
import { RemindersOf } from '../../reminders/reminders-of.js';
import { DraftsService } from './drafts.service.js';
import { PlanComparisonPage } from './plan-comparison.page.js';
import { PlanDecisions, PlanFaulty, WorldMoved } from './plan-decisions.service.js';
import { planTable } from './plan-export.js';
import { PlanListPage, type TypedDraft } from './plan-list.page.js';
import { isShown, type ShownVisits, VISIT_FILTERS, type VisitFilter } from './plan-visit-table.js';
import { planPath } from './plan-words.js';
import {
  CompareQuery,
  DraftPlanRequest,
  PlanQuery,
  ReplanRequest,
  SolveRequestBody,
} from './plan.dto.js';
import { weeksLateOf } from './plan.mapping.js';
import type { PlanView } from './plan-view.js';
import { PlanPage } from './plan.page.js';
import { type PlanDetail, PlansService } from './plans.service.js';
import { isBeingSolved, SolveRequests } from './solve-requests.js';

class PlanPageQuery extends PageQuery {
  @IsOptional() @EmptyIsAbsent() @IsIn(VISIT_FILTERS) show?: VisitFilter;
}

/** Looked at when it is carried out, so that what was typed stands on the page that refuses it. */
class DraftForm {
  @IsString() @MaxLength(20) fiscalYear = '';
  @Trimmed() @IsString() @MaxLength(200) name = '';
  @IsString() @MaxLength(20) seconds = '';
  @IsString() @MaxLength(20) seed = '';
}

class VersionForm {
  @IsNumberString() version!: string;
}

class SolveForm extends SolveRequestBody {
  @IsNumberString() version!: string;
}

class ReplanForm extends ReplanRequest {
  @IsNumberString() version!: string;
}

class ReasonForm extends VersionForm {
  @Trimmed() @IsString() @MaxLength(1000) reason = '';
}

/** Seconds after which a page without JavaScript asks again how far the solving is. */
const REFRESH_SECONDS = 3;

@ApiExcludeController()
@Controller('plans')
export class PlansPages {
  constructor(
    navigation: Navigation,
    private readonly plans: PlansService,
    private readonly drafts: DraftsService,
    private readonly solves: SolveRequests,
    private readonly decisions: PlanDecisions,
    private readonly reminders: RemindersOf,
    private readonly policy: Policy,
  ) {
    navigation.register({ label: 'Plan', path: '/plans', permission: 'plans.read', order: 25 });
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

  @Get(':id')
  @Requires('plans.read')
  one(
    @Param('id') id: string,
    @Query() query: PlanPageQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    return this.page(id, query, viewer, null);
  }

  @Get(':id/visits.csv')
  @Requires('plans.read')
  async csv(@Param('id') id: string): Promise<TableFile> {
    return asFile(planTable(await this.plans.find(id)), 'csv');
  }

  @Get(':id/visits.xlsx')
  @Requires('plans.read')
  async xlsx(@Param('id') id: string): Promise<TableFile> {
    return asFile(planTable(await this.plans.find(id)), 'xlsx');
  }

  @Get(':id/comparison')
  @Requires('plans.read')
  async compare(@Param('id') id: string, @Query() query: CompareQuery): Promise<Page> {
    const comparison = await this.plans.compare(query.with, id);
    const { a, b } = comparison;
    return new Page(`${a.number} and ${b.number}`, <PlanComparisonPage comparison={comparison} />);
  }

  @Post(':id/solving')
  @Requires('plans.edit')
  solve(
    @Param('id') id: string,
    @Body() { version, ...wish }: SolveForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.attempt(id, viewer, '', async () => {
      await this.solves.solve(id, wish, Number(version), viewer);
      return 'Better weeks and teams are looked for.';
    });
  }

  @Post(':id/stop')
  @Requires('plans.edit')
  stop(
    @Param('id') id: string,
    @Body() _form: VersionForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.attempt(id, viewer, '', async () => {
      await this.solves.stopSolving(id);
      return 'It stops within a second or two, and the best plan so far is kept.';
    });
  }

  @Post(':id/replan')
  @Requires('plans.edit')
  async replan(
    @Param('id') id: string,
    @Body() { name, calm, seconds, iterations, seed }: ReplanForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const draft = await this.drafts.replan(
      id,
      { ...(name !== undefined && { name }), calm, seconds, iterations, seed },
      viewer,
    );
    return new GoTo(planPath(draft.id), `${draft.number} plans the year anew from today’s facts.`);
  }

  @Post(':id/proposal')
  @Requires('plans.edit')
  propose(
    @Param('id') id: string,
    @Body() { version }: VersionForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.attempt(id, viewer, '', async () => {
      await this.decisions.proposePlan(id, Number(version), viewer);
      return 'It is proposed: a second person approves it.';
    });
  }

  @Post(':id/approval')
  @Requires('plans.approve')
  approve(
    @Param('id') id: string,
    @Body() { version }: VersionForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.attempt(id, viewer, '', async () => {
      const done = await this.decisions.approvePlan(id, Number(version), viewer);
      return `Approved: ${counted(done.created, 'visit')} made, ${done.dated} dated, ${done.moved} moved, ${done.handedOver} handed over, ${done.postponed} postponed.`;
    });
  }

  @Post(':id/return')
  @Requires('plans.approve')
  sendBack(
    @Param('id') id: string,
    @Body() { version, reason }: ReasonForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.attempt(id, viewer, reason, async () => {
      mustSayWhy(reason);
      await this.decisions.sendBack(id, reason, Number(version));
      return 'It is a draft again.';
    });
  }

  @Post(':id/withdrawal')
  @Requires('plans.edit')
  withdraw(
    @Param('id') id: string,
    @Body() { version, reason }: ReasonForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.attempt(id, viewer, reason, async () => {
      mustSayWhy(reason);
      await this.decisions.withdrawPlan(id, reason, Number(version));
      return 'It is withdrawn.';
    });
  }

  /** What is refused with a list of reasons is told on the plan's own page, beside what can be done about it. */
  private async attempt(
    id: string,
    viewer: Viewer,
    reason: string,
    work: () => Promise<string>,
  ): Promise<Page | GoTo> {
    try {
      return new GoTo(planPath(id), await work());
    } catch (error) {
      const isTold =
        error instanceof WorldMoved ||
        error instanceof PlanFaulty ||
        error instanceof InvalidRequest;
      if (!isTold) throw error;
      return this.page(id, new PlanPageQuery(), viewer, {
        heading: error.title,
        items: itemsOf(error),
        reason,
      });
    }
  }

  private async page(
    id: string,
    query: PlanPageQuery,
    viewer: Viewer,
    refused: PlanView['refused'],
  ): Promise<Page> {
    const detail = await this.plans.find(id);
    const { plan, solve } = detail;
    const { permissions, accountId } = viewer;
    const rows = await this.plans.findAll(plan.fiscalYear);
    const view: PlanView = {
      detail,
      visits: shownOf(detail, query),
      others: rows.map((row) => row.plan).filter((other) => other.id !== id),
      reminders: await this.reminders.render(id, viewer),
      may: { edit: permissions.has('plans.edit'), approve: permissions.has('plans.approve') },
      approvalBar: [plan.createdById, plan.proposedById].includes(accountId)
        ? 'You planned this yourself: a program manager or another team leader approves it.'
        : null,
      usual: {
        seconds: this.policy.planning.solveSeconds.usual,
        calm: this.policy.planning.calm,
      },
      refused,
    };
    return new Page(`${plan.number}, ${plan.name}`, <PlanPage {...view} />, {
      ...(refused && { status: 422 }),
      ...(isBeingSolved(solve?.state) && {
        refreshSeconds: REFRESH_SECONDS,
        scripts: ['plan-solving'],
      }),
    });
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

function shownOf(detail: PlanDetail, { show, limit, cursor }: PlanPageQuery): ShownVisits {
  const numbered = detail.items
    .filter((item) => isShown(item, show, weeksLateOf(item, detail)))
    .map((item, index) => ({ item, key: String(index).padStart(6, '0') }));
  const page = pageOf(numbered, ({ key }) => key, {
    limit,
    ...(cursor !== undefined && { cursor }),
  });
  return {
    show,
    page: { ...page, items: page.items.map(({ item }) => item) },
    query: { show, cursor, limit: limit === new PageQuery().limit ? undefined : limit },
  };
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

function mustSayWhy(reason: string): void {
  if (reason === '')
    throw new InvalidRequest([{ parameter: 'reason', detail: 'Say why, in a sentence.' }]);
}

const itemsOf = ({ errors, detail }: Problem): string[] =>
  errors.length > 0 ? errors.map((error) => error.detail) : [detail];

const fieldErrors = ({ errors }: InvalidRequest): FieldError[] =>
  errors.map(({ parameter, detail }) => ({
    ...(parameter && { field: parameter }),
    message: detail,
  }));
