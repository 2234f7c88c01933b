import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { dayText } from '../../platform/clock/day-text.js';
import {
  Conflict,
  InvalidRequest,
  NotFound,
  type ProblemItem,
} from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { EVENT_WORDS } from '../agreement-words.js';
import { AgreementsService } from '../agreements.service.js';
import { ProgramModels } from '../program-models.js';
import { CorrectionPage } from './correction.page.js';
import { CorrectionsService } from './corrections.service.js';
import { CorrectionForm, RetractionForm, TransitionForm } from './life-cycle.dto.js';
import { LifeCycleService } from './life-cycle.service.js';
import { TransitionPage } from './transition.page.js';
import { TRANSITION_NAMES } from './transition.js';

@ApiExcludeController()
@Controller('agreements/:id')
export class LifeCyclePages {
  constructor(
    private readonly lifeCycle: LifeCycleService,
    private readonly corrections: CorrectionsService,
    private readonly agreements: AgreementsService,
    private readonly models: ProgramModels,
  ) {}

  @Get('transitions/:name')
  @Requires('agreements.transition')
  open(
    @Param('id') id: string,
    @Param('name') name: string,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    return this.transitionPage(id, name, viewer, { on: this.agreements.today() }, []);
  }

  @Post('transitions/:name')
  @Requires('agreements.transition')
  async transition(
    @Param('id') id: string,
    @Param('name') name: string,
    @Body() form: TransitionForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { version, ...request } = form;
    try {
      await this.lifeCycle.transition(id, { ...request, to: name }, Number(version), viewer);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.transitionPage(id, name, viewer, { ...request, version }, error.errors);
    }
    return new GoTo(`/agreements/${id}`, `Recorded as of ${dayText(form.on)}.`);
  }

  @Get('events/:eventId/correction')
  @Requires('agreements.correct')
  openCorrection(
    @Param('id') id: string,
    @Param('eventId') eventId: string,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    return this.correctionPage(id, eventId, viewer, null, []);
  }

  @Post('events/:eventId/correction')
  @Requires('agreements.correct')
  async correct(
    @Param('id') id: string,
    @Param('eventId') eventId: string,
    @Body() form: CorrectionForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { version, reason, ...correction } = form;
    try {
      const { corrections } = this;
      await corrections.correctEvent(id, eventId, correction, reason, Number(version), viewer);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.correctionPage(
        id,
        eventId,
        viewer,
        { ...correction, version, reason },
        error.errors,
      );
    }
    return new GoTo(`/agreements/${id}`, 'The history was put right.');
  }

  @Post('events/:eventId/retraction')
  @Requires('agreements.correct')
  async retract(
    @Param('id') id: string,
    @Param('eventId') eventId: string,
    @Body() { retractionReason, version }: RetractionForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { corrections } = this;
    try {
      await corrections.retractEvent(id, eventId, retractionReason, Number(version), viewer);
    } catch (error) {
      const problem = problemOfRetraction(error);
      if (!problem) throw error;
      return this.correctionPage(id, eventId, viewer, null, [problem]);
    }
    return new GoTo(`/agreements/${id}`, 'The entry was taken back.');
  }

  private async transitionPage(
    id: string,
    name: string,
    viewer: Viewer,
    typed: Record<string, string | undefined>,
    problems: ProblemItem[],
  ): Promise<Page> {
    const ways = await this.lifeCycle.waysOf(id, viewer);
    if (!(TRANSITION_NAMES as readonly string[]).includes(name)) throw new NotFound('The page');
    const transition = ways.transitions.find(({ to }) => to === name);
    if (!transition)
      throw new Conflict(
        'no-such-transition',
        `The agreement with ${ways.agreement.agencyName} is ${ways.facts.status} today: this does not follow on it.`,
      );
    const view = { ways, transition, models: await this.models.all(), typed, problems };
    return new Page(
      `${transition.words.title}: ${ways.agreement.agencyName}, ${ways.agreement.state}`,
      <TransitionPage {...view} />,
      { status: problems.length > 0 ? 422 : 200 },
    );
  }

  private async correctionPage(
    id: string,
    eventId: string,
    viewer: Viewer,
    typed: Record<string, string | null | undefined> | null,
    problems: ProblemItem[],
  ): Promise<Page> {
    const entry = await this.corrections.findEntry(id, eventId, viewer);
    const view = { entry, models: await this.models.all(), typed, problems };
    return new Page(
      `Put right: ${EVENT_WORDS[entry.event.event]}, ${entry.agreement.agencyName}`,
      <CorrectionPage {...view} />,
      { status: problems.length > 0 ? 422 : 200 },
    );
  }
}

/** What keeps an entry from being taken back is said beside the form that asked for it. */
function problemOfRetraction(error: unknown): ProblemItem | undefined {
  const isOwn =
    error instanceof InvalidRequest ||
    (error instanceof Conflict && error.type === 'history-would-break');
  return isOwn ? { parameter: 'retractionReason', detail: error.detail } : undefined;
}
