import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { isBeingSolved } from '../versions/solve-requests.js';
import { AdviceService } from './advice.service.js';
import type { AdviceSubject } from './staffing.entity.js';
import { WhatWouldItTakePage } from './what-would-it-take.page.js';

/** Seconds after which a page without JavaScript asks again how far the answer is. */
const REFRESH_SECONDS = 5;

/** "What would it take?" of plans and of scenarios. */
@ApiExcludeController()
@Controller()
export class AdvicePages {
  constructor(private readonly advice: AdviceService) {}

  @Get('plans/:id/what-would-it-take')
  @Requires('staffing.read')
  ofPlan(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.page('plan', id, viewer);
  }

  @Post('plans/:id/what-would-it-take')
  @Requires('staffing.edit')
  askOfPlan(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<GoTo> {
    return this.ask('plan', id, viewer);
  }

  @Post('plans/:id/what-would-it-take/stop')
  @Requires('staffing.edit')
  stopOfPlan(@Param('id') id: string): Promise<GoTo> {
    return this.stop('plan', id);
  }

  @Get('staffing/:id/what-would-it-take')
  @Requires('staffing.read')
  ofScenario(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.page('staffing-scenario', id, viewer);
  }

  @Post('staffing/:id/what-would-it-take')
  @Requires('staffing.edit')
  askOfScenario(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<GoTo> {
    return this.ask('staffing-scenario', id, viewer);
  }

  @Post('staffing/:id/what-would-it-take/stop')
  @Requires('staffing.edit')
  stopOfScenario(@Param('id') id: string): Promise<GoTo> {
    return this.stop('staffing-scenario', id);
  }

  private async page(type: AdviceSubject, id: string, viewer: Viewer): Promise<Page> {
    const detail = await this.advice.find(type, id);
    const mayAsk = viewer.permissions.has('staffing.edit');
    return new Page(
      `What would it take? ${detail.subject.number}`,
      <WhatWouldItTakePage detail={detail} mayAsk={mayAsk} />,
      isBeingSolved(detail.run?.state) ? { refreshSeconds: REFRESH_SECONDS } : {},
    );
  }

  private async ask(type: AdviceSubject, id: string, viewer: Viewer): Promise<GoTo> {
    await this.advice.ask(type, id, viewer);
    return new GoTo(pathOf(type, id), 'The best candidates are tried, one after the other.');
  }

  private async stop(type: AdviceSubject, id: string): Promise<GoTo> {
    await this.advice.stop(type, id);
    return new GoTo(pathOf(type, id), 'It stops within a second or two.');
  }
}

const pathOf = (type: AdviceSubject, id: string): string =>
  `/${type === 'plan' ? 'plans' : 'staffing'}/${id}/what-would-it-take`;
