import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../identity/requires.js';
import { dayText } from '../platform/clock/day-text.js';
import { Conflict, InvalidRequest, NotFound } from '../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import type { Csv } from '../platform/pages/csv.js';
import { Navigation } from '../platform/pages/navigation.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { ledgerAsCsv } from './ledger-export.js';
import { LedgerPage } from './ledger.page.js';
import { statusText } from './ledger.rules.js';
import { RecommendationDayQuery, RecommendationQuery, StepForm } from './recommendation.dto.js';
import { RecommendationPage } from './recommendation.page.js';
import { RecommendationChanges } from './recommendation-changes.service.js';
import { RecommendationViews, type RefusedForm } from './recommendation-views.js';
import { STEP_WORDS } from './recommendation-words.js';
import { numberOf, RecommendationsService } from './recommendations.service.js';
import { StepPage } from './step.page.js';
import { STEP_NAMES, type StepName, stepOf, stepsFrom } from './steps.rules.js';

@ApiExcludeController()
@Controller()
export class RecommendationsPages {
  constructor(
    navigation: Navigation,
    private readonly recommendations: RecommendationsService,
    private readonly changes: RecommendationChanges,
    private readonly views: RecommendationViews,
  ) {
    navigation.register({
      label: 'Recommendations',
      path: '/recommendations',
      permission: 'recommendations.read',
      order: 35,
    });
  }

  @Get('recommendations')
  @Requires('recommendations.read')
  async ledger(@Query() query: RecommendationQuery): Promise<Page> {
    const ledger = await this.recommendations.ledgerOn(
      query.asOf ?? this.recommendations.today(),
      query,
    );
    return new Page('Recommendations', <LedgerPage ledger={ledger} query={query} />);
  }

  @Get('recommendations.csv')
  @Requires('recommendations.read')
  async export(@Query() query: RecommendationQuery): Promise<Csv> {
    const day = query.asOf ?? this.recommendations.today();
    return ledgerAsCsv(await this.recommendations.ledgerOn(day, query));
  }

  @Get('recommendations/:id')
  @Requires('recommendations.read')
  async one(
    @Param('id') id: string,
    @Query() { asOf }: RecommendationDayQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    const view = await this.views.collect(id, asOf ?? this.recommendations.today(), viewer);
    return new Page(
      `Recommendation ${numberOf(view.detail.recommendation)}`,
      <RecommendationPage {...view} />,
    );
  }

  @Get('recommendations/:id/steps/:step')
  @Requires('recommendations.answer')
  openStep(@Param('id') id: string, @Param('step') step: string): Promise<Page> {
    return this.stepPage(id, step, {
      typed: { on: this.recommendations.today() },
      problems: [],
    });
  }

  @Post('recommendations/:id/steps/:step')
  @Requires('recommendations.answer')
  async recordStep(
    @Param('id') id: string,
    @Param('step') step: string,
    @Body() form: StepForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { version, ...facts } = form;
    const name = nameOf(step);
    try {
      await this.changes.recordStep(id, name, facts, Number(version), viewer);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.stepPage(id, step, { typed: { ...facts, version }, problems: error.errors });
    }
    return new GoTo(`/recommendations/${id}`, `Recorded as of ${dayText(facts.on)}.`);
  }

  private async stepPage(id: string, name: string, form: RefusedForm): Promise<Page> {
    const detail = await this.recommendations.find(id);
    const step = stepOf(nameOf(name));
    const number = numberOf(detail.recommendation);
    if (!stepsFrom(detail.standing.status).includes(step))
      throw new Conflict(
        'no-such-transition',
        `${number} is ${statusText(detail.standing)}: this does not follow on it.`,
      );
    return new Page(
      `${STEP_WORDS[step.name].title}: ${number}`,
      <StepPage detail={detail} step={step} {...form} />,
      { status: form.problems.length > 0 ? 422 : 200 },
    );
  }
}

/** @throws NotFound (404) */
function nameOf(text: string): StepName {
  const name = STEP_NAMES.find((known) => known === text);
  if (!name) throw new NotFound('The page');
  return name;
}
