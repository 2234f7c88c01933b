import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { OfficesService } from '../../offices/offices.service.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { AgreementQueries } from '../agreement-queries.js';
import { StandpointQuery } from '../agreement-query.dto.js';
import { AgreementsService } from '../agreements.service.js';
import { ProgramModels } from '../program-models.js';
import { Standpoints } from '../standpoints.js';
import { type AgencyDetail, AgenciesService } from './agencies.service.js';
import { AgencyListPage } from './agency-list.page.js';
import { AgencyQuery, PlaceForm } from './agency.dto.js';
import { AgencyPage } from './agency.page.js';
import type { PlaceInput } from './place-form.js';
import { PlacementService } from './placement.service.js';

@ApiExcludeController()
@Controller('agencies')
export class AgenciesPages {
  constructor(
    private readonly agencies: AgenciesService,
    private readonly placement: PlacementService,
    private readonly agreements: AgreementsService,
    private readonly queries: AgreementQueries,
    private readonly models: ProgramModels,
    private readonly offices: OfficesService,
    private readonly standpoints: Standpoints,
  ) {}

  @Get()
  @Requires('agreements.read')
  async list(@Query() query: AgencyQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const { state, officeId } = await this.queries.placeOf(query);
    const offices = await this.offices.list();
    const view = {
      query,
      page: await this.agencies.findPage({ state, officeId, q: query.q }, query, viewer),
      states: await this.agreements.findStates(),
      offices: viewer.officeId === null ? offices.map(({ name }) => name) : null,
    };
    return new Page('Agencies', <AgencyListPage {...view} />);
  }

  @Get(':id')
  @Requires('agreements.read')
  one(
    @Param('id') id: string,
    @Query() query: StandpointQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    return this.page(id, query, viewer);
  }

  @Post(':id/place')
  @Requires('agencies.place')
  async correctPlace(
    @Param('id') id: string,
    @Body() form: PlaceForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { county, type, reason } = form;
    const entry = { county, type, reason };
    try {
      await this.placement.correctPlace(id, entry, Number(form.version), viewer);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(id, {}, viewer, { typed: entry, problems: error.errors });
    }
    return new GoTo(`/agencies/${id}`, 'County and type are recorded.');
  }

  private async page(
    id: string,
    query: StandpointQuery,
    viewer: Viewer,
    refused?: Pick<PlaceInput, 'typed' | 'problems'>,
  ): Promise<Page> {
    const detail = await this.agencies.find(id, this.standpoints.of(query), viewer);
    const { agency, knownAt } = detail;
    const mayPlace = viewer.permissions.has('agencies.place') && knownAt === undefined;
    const view = {
      detail,
      query,
      models: await this.models.all(),
      offices: await this.offices.list(),
      place: mayPlace
        ? {
            version: agency.version,
            types: await this.placement.types(),
            ...(refused ?? { typed: presentPlace(detail), problems: [] }),
          }
        : null,
    };
    return new Page(
      `${agency.name}, ${agency.state}`,
      <AgencyPage {...view} />,
      refused ? { status: 422 } : {},
    );
  }
}

const presentPlace = ({ agency }: AgencyDetail): PlaceInput['typed'] => ({
  county: agency.county ?? '',
  type: agency.type ?? '',
  reason: '',
});
