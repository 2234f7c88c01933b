import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { ListOverview } from './list-overview.service.js';
import {
  ListQuery,
  OfficialListResponse,
  OfficialListsResponse,
  ReconciliationResponse,
} from './reconciliation.dto.js';
import { officialListResponse, reconciliationResponse } from './reconciliation.mapping.js';
import { ReconciliationService } from './reconciliation.service.js';

@ApiTags('lists')
@Controller('api/v1/lists')
export class ReconciliationController {
  constructor(
    private readonly overview: ListOverview,
    private readonly reconciliation: ReconciliationService,
  ) {}

  @Get()
  @Requires('lists.read')
  @ApiOperation({ summary: 'Official lists, the latest first, each beside the register' })
  @ApiOkResponse({ type: OfficialListsResponse })
  async list(
    @Query() query: ListQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<OfficialListsResponse> {
    const page = await this.overview.findPage(query, query, viewer);
    return { ...page, items: page.items.map(officialListResponse) };
  }

  @Get(':id')
  @Requires('lists.read')
  @ApiOperation({ summary: 'One official list' })
  @ApiOkResponse({ type: OfficialListResponse })
  async one(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
  ): Promise<OfficialListResponse> {
    const found = await this.reconciliation.find(id);
    return officialListResponse(await this.overview.describe(found, viewer));
  }

  @Get(':id/reconciliation')
  @Requires('lists.read')
  @ApiOperation({
    summary: 'A list against the register as of its day, row by row, with the reasons',
  })
  @ApiOkResponse({ type: ReconciliationResponse })
  async reconcile(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
  ): Promise<ReconciliationResponse> {
    const found = await this.reconciliation.find(id);
    const reconciliation = await this.reconciliation.reconcileList(found, viewer);
    return reconciliationResponse(reconciliation, officeNameOf(viewer));
  }
}

/** The field office that limits a viewer; null = none does. */
export const officeNameOf = ({ officeId, officeName }: Viewer): string | null =>
  officeId === null ? null : officeName;
