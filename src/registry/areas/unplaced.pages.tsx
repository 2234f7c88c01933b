import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { OfficesService } from '../../offices/offices.service.js';
import { PageQuery } from '../../platform/http/paging.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { PlacementForm } from '../agencies/agency.dto.js';
import { PlacementService } from '../agencies/placement.service.js';
import { UnplacedPage, type UnplacedView } from './unplaced.page.js';
import { UnplacedAgencies } from './unplaced.service.js';

@ApiExcludeController()
@Controller('offices/unplaced')
export class UnplacedPages {
  constructor(
    private readonly unplaced: UnplacedAgencies,
    private readonly placement: PlacementService,
    private readonly offices: OfficesService,
  ) {}

  @Get()
  @Requires('agencies.place')
  show(@Query() query: PageQuery): Promise<Page> {
    return this.page(query, null);
  }

  @Post(':id')
  @Requires('agencies.place')
  async place(
    @Param('id') id: string,
    @Body() form: PlacementForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { county, fieldOffice, reason } = form;
    const typed = { county, fieldOffice, reason };
    try {
      await this.placement.placeAgency(id, typed, Number(form.version), viewer);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(new PageQuery(), { agencyId: id, typed, problems: error.errors });
    }
    return new GoTo('/offices/unplaced', 'The agency has a field office now.');
  }

  private async page(query: PageQuery, refused: UnplacedView['refused']): Promise<Page> {
    const view = {
      page: await this.unplaced.findPage(query),
      cursor: query.cursor,
      offices: (await this.offices.list()).map(({ name }) => name),
      refused,
    };
    return new Page(
      'Agencies without a field office',
      <UnplacedPage {...view} />,
      refused ? { status: 422 } : {},
    );
  }
}
