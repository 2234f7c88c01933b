import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { stateName } from '../../offices/states.rules.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { Page } from '../../platform/pages/page.js';
import { StandpointQuery } from '../agreement-query.dto.js';
import { ProgramModels } from '../program-models.js';
import { Standpoints } from '../standpoints.js';
import { AreasService } from './areas.service.js';
import { OfficeListPage } from './office-list.page.js';
import { OfficePage } from './office.page.js';
import { StatePage } from './state.page.js';
import { UnplacedAgencies } from './unplaced.service.js';

@ApiExcludeController()
@Controller()
export class AreasPages {
  constructor(
    private readonly areas: AreasService,
    private readonly unplaced: UnplacedAgencies,
    private readonly models: ProgramModels,
    private readonly standpoints: Standpoints,
  ) {}

  @Get('offices')
  @Requires('agreements.read')
  async offices(@Query() query: StandpointQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const standpoint = this.standpoints.of(query);
    const mayPlace = viewer.permissions.has('agencies.place');
    const view = {
      standpoint,
      query,
      offices: await this.areas.findOffices(standpoint, viewer),
      unplaced: mayPlace ? await this.unplaced.count() : null,
      scope: scopeOf(viewer),
    };
    return new Page('Field offices', <OfficeListPage {...view} />);
  }

  @Get('offices/:id')
  @Requires('agreements.read')
  async office(
    @Param('id') id: string,
    @Query() query: StandpointQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    const view = {
      detail: await this.areas.findOffice(id, this.standpoints.of(query), viewer),
      query,
      models: await this.models.all(),
    };
    return new Page(`${view.detail.office.name} field office`, <OfficePage {...view} />);
  }

  @Get('states/:code')
  @Requires('agreements.read')
  async state(
    @Param('code') code: string,
    @Query() query: StandpointQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    const view = {
      detail: await this.areas.findState(code, this.standpoints.of(query), viewer),
      query,
      models: await this.models.all(),
      scope: scopeOf(viewer),
    };
    return new Page(stateName(view.detail.state), <StatePage {...view} />);
  }
}

const scopeOf = (viewer: Viewer): string | null =>
  viewer.officeId === null ? null : viewer.officeName;
