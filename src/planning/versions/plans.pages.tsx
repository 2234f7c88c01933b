import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsNumberString, IsOptional, IsString, MaxLength } from 'class-validator';
import { Requires } from '../../identity/requires.js';
import { Policy } from '../../platform/config/policy.js';
import { EmptyIsAbsent, Trimmed } from '../../platform/http/form-values.js';
import { PageQuery, pageOf } from '../../platform/http/paging.js';
import { InvalidRequest, Problem } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { asFile, type TableFile } from '../../platform/pages/table-file.js';
import { RemindersOf } from '../../reminders/reminders-of.js';
import { DraftsService } from './drafts.service.js';
import { PlanComparisonPage } from './plan-comparison.page.js';
import { PlanDecisions, PlanFaulty, WorldMoved } from './plan-decisions.service.js';
import { planTable } from './plan-export.js';
import { isShown, type ShownVisits, VISIT_FILTERS, type VisitFilter } from './plan-visit-table.js';
import { isPlannedBy } from './plan-standing.js';
import { approvalText, planPath } from './plan-words.js';
import { CompareQuery, ReplanRequest, SolveRequestBody } from './plan-requests.dto.js';
import type { PlanView } from './plan-view.js';
import { PlanPage } from './plan.page.js';
import { weeksLateIn } from './planned-items.rules.js';
import { type PlanDetail, PlansService } from './plans.service.js';
import { isBeingSolved, SolveRequests } from './solve-requests.js';

class PlanPageQuery extends PageQuery {
  @IsOptional() @EmptyIsAbsent() @IsIn(VISIT_FILTERS) show?: VisitFilter;
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
    private readonly plans: PlansService,
    private readonly drafts: DraftsService,
    private readonly solves: SolveRequests,
    private readonly decisions: PlanDecisions,
    private readonly reminders: RemindersOf,
    private readonly policy: Policy,
  ) {}

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
      return approvalText(done);
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
      approvalBar: isPlannedBy(plan, accountId)
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
}

function shownOf(detail: PlanDetail, { show, limit, cursor }: PlanPageQuery): ShownVisits {
  const weeksLate = weeksLateIn(detail.instance);
  const numbered = detail.items
    .filter((item) => isShown(item, show, weeksLate(item)))
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

function mustSayWhy(reason: string): void {
  if (reason === '')
    throw new InvalidRequest([{ parameter: 'reason', detail: 'Say why, in a sentence.' }]);
}

const itemsOf = ({ errors, detail }: Problem): string[] =>
  errors.length > 0 ? errors.map((error) => error.detail) : [detail];
