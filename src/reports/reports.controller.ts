import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../identity/requires.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { CensusSeriesService } from './census-series.service.js';
import { ComplianceService } from './compliance.service.js';
import { CensusSeriesResponse, ComplianceResponse, ReportDayQuery } from './report.dto.js';

@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly compliance: ComplianceService,
    private readonly series: CensusSeriesService,
  ) {}

  @Get('compliance')
  @Requires('reports.read')
  @ApiOperation({
    summary:
      'Training, meetings, complaint notices and goals by field office and model, as of a day',
  })
  @ApiOkResponse({ type: ComplianceResponse })
  measure(
    @Query() { asOf }: ReportDayQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<ComplianceResponse> {
    return this.compliance.measure(asOf ?? this.compliance.today(), viewer);
  }

  @Get('census-series')
  @Requires('reports.read')
  @ApiOperation({
    summary:
      'Agreements in force at the end of each fiscal year from 2007 on, and what was published',
  })
  @ApiOkResponse({ type: CensusSeriesResponse })
  async census(@Query() { asOf }: ReportDayQuery): Promise<CensusSeriesResponse> {
    const { counted, published } = await this.series.upTo(asOf ?? this.compliance.today());
    return {
      counted,
      published: published.map(({ published: { asOf: day, total, source } }) => ({
        ...{ asOf: day, total, source },
      })),
    };
  }
}
