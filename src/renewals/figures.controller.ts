import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../identity/requires.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { FigureListResponse, FigureRequest, type FigureResponse } from './figure.dto.js';
import { FiguresService } from './figures.service.js';
import type { AgreementFigure } from './renewal.entity.js';

@ApiTags('agreements')
@Controller('api/v1/agreements/:id/figures')
export class FiguresController {
  constructor(private readonly figures: FiguresService) {}

  @Get()
  @Requires('renewals.read')
  @ApiOperation({ summary: 'Figures on training, meetings and activity of one agreement' })
  @ApiOkResponse({ type: FigureListResponse })
  async list(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
  ): Promise<FigureListResponse> {
    const { current, corrected } = await this.figures.find(id, viewer);
    return { items: current.map(figureResponse), corrected: corrected.map(figureResponse) };
  }

  @Post()
  @HttpCode(201)
  @Requires('figures.enter')
  @ApiOperation({
    summary: 'Record a figure. One of the same measure and period is corrected by it; both stay.',
  })
  @ApiCreatedResponse({ type: FigureListResponse })
  async enter(
    @Param('id') id: string,
    @Body() { measure, from, until, value, source }: FigureRequest,
    @CurrentViewer() viewer: Viewer,
  ): Promise<FigureListResponse> {
    const figure = { measure, periodFrom: from, periodUntil: until, value, source };
    await this.figures.enter(id, figure, viewer);
    return this.list(id, viewer);
  }
}

const figureResponse = (figure: AgreementFigure): FigureResponse => ({
  measure: figure.measure,
  from: figure.periodFrom,
  until: figure.periodUntil,
  value: figure.value,
  source: figure.source,
  recordedAt: figure.recordedAt,
  recordedBy: figure.recordedBy,
});
