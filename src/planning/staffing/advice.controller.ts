import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { AdviceService } from './advice.service.js';
import { AdviceResponse } from './staffing.dto.js';
import { adviceResponse } from './staffing.mapping.js';

/** "What would it take?" of plans and of scenarios. */
@ApiTags('staffing')
@Controller('api/v1')
export class AdviceController {
  constructor(private readonly advice: AdviceService) {}

  @Get('plans/:id/what-would-it-take')
  @Requires('staffing.read')
  @ApiOperation({ summary: 'What one more person would bring a plan, as it was asked last' })
  @ApiOkResponse({ type: AdviceResponse })
  async ofPlan(@Param('id') id: string): Promise<AdviceResponse> {
    return adviceResponse(await this.advice.find('plan', id));
  }

  @Post('plans/:id/what-would-it-take')
  @HttpCode(200)
  @Requires('staffing.edit')
  @ApiOperation({ summary: 'Ask anew what one more person would bring a plan' })
  @ApiOkResponse({ type: AdviceResponse })
  async askOfPlan(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
  ): Promise<AdviceResponse> {
    await this.advice.ask('plan', id, viewer);
    return adviceResponse(await this.advice.find('plan', id));
  }

  @Get('staffing-scenarios/:id/what-would-it-take')
  @Requires('staffing.read')
  @ApiOperation({ summary: 'What one more person would bring a scenario, as it was asked last' })
  @ApiOkResponse({ type: AdviceResponse })
  async ofScenario(@Param('id') id: string): Promise<AdviceResponse> {
    return adviceResponse(await this.advice.find('staffing-scenario', id));
  }

  @Post('staffing-scenarios/:id/what-would-it-take')
  @HttpCode(200)
  @Requires('staffing.edit')
  @ApiOperation({ summary: 'Ask anew what one more person would bring a scenario' })
  @ApiOkResponse({ type: AdviceResponse })
  async askOfScenario(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
  ): Promise<AdviceResponse> {
    await this.advice.ask('staffing-scenario', id, viewer);
    return adviceResponse(await this.advice.find('staffing-scenario', id));
  }
}
