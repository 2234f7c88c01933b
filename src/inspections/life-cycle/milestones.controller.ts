import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { pageOf } from '../../platform/http/paging.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { MilestoneListResponse, MilestoneQuery, milestoneResponse } from './milestone.dto.js';
import { milestoneKey, MilestonesService } from './milestones.service.js';

@ApiTags('inspections')
@Controller('api/v1/inspections/milestones')
export class MilestonesController {
  constructor(private readonly milestones: MilestonesService) {}

  @Get()
  @Requires('checklist.read')
  @ApiOperation({ summary: 'The step that each visit waits for, the oldest limit first' })
  @ApiOkResponse({ type: MilestoneListResponse })
  async list(
    @Query() query: MilestoneQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<MilestoneListResponse> {
    const page = pageOf(await this.milestones.findOpen(query, viewer), milestoneKey, query);
    return { ...page, items: page.items.map(milestoneResponse) };
  }
}
