import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../identity/requires.js';
import { OfficesService } from '../offices/offices.service.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { Navigation } from '../platform/pages/navigation.js';
import { Page } from '../platform/pages/page.js';
import { asFile, type TableFile, type TableFormat } from '../platform/pages/table-file.js';
import { agreementsTable } from './agreement-export.js';
import { AgreementLists } from './agreement-lists.service.js';
import { type AgreementListFrame, AgreementListPage } from './agreement-list.page.js';
import { AgreementMapPage, pictureLabel } from './agreement-map.page.js';
import { AgreementQueries } from './agreement-queries.js';
import { AgreementListQuery, AgreementQuery } from './agreement-query.dto.js';
import { AgreementsService } from './agreements.service.js';
import { filterText } from './export-about.js';
import { ProgramModels } from './program-models.js';
import { stateMap } from './state-map/state-map.js';
import { Standpoints } from './standpoints.js';

@ApiExcludeController()
@Controller()
export class AgreementListsPages {
  constructor(
    navigation: Navigation,
    private readonly agreements: AgreementsService,
    private readonly lists: AgreementLists,
    private readonly queries: AgreementQueries,
    private readonly standpoints: Standpoints,
    private readonly models: ProgramModels,
    private readonly offices: OfficesService,
    private readonly clock: BusinessClock,
  ) {
    navigation.register({
      label: 'Agreements',
      path: '/agreements?status=in-force',
      permission: 'agreements.read',
      order: 10,
    });
  }

  @Get('agreements')
  @Requires('agreements.read')
  async list(@Query() query: AgreementListQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const frame = await this.frameOf(query, viewer);
    const filter = await this.queries.filterOf(query);
    const view = {
      ...frame,
      query,
      page: await this.lists.findPage(frame.standpoint, filter, query, viewer),
      models: frame.choices.models,
    };
    return new Page('Agreements', <AgreementListPage {...view} />);
  }

  @Get('agreements/map')
  @Requires('agreements.read')
  async map(@Query() query: AgreementQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const frame = await this.frameOf(query, viewer);
    const filter = await this.queries.filterOf(query);
    const counts = await this.lists.countByState(frame.standpoint, filter, viewer);
    const picture = await stateMap(counts, pictureLabel(frame.standpoint.asOf));
    const view = { ...frame, query, counts, picture };
    return new Page('Map of agreements', <AgreementMapPage {...view} />);
  }

  @Get('agreements.csv')
  @Requires('agreements.read')
  csv(@Query() query: AgreementQuery, @CurrentViewer() viewer: Viewer): Promise<TableFile> {
    return this.export(query, viewer, 'csv');
  }

  @Get('agreements.xlsx')
  @Requires('agreements.read')
  xlsx(@Query() query: AgreementQuery, @CurrentViewer() viewer: Viewer): Promise<TableFile> {
    return this.export(query, viewer, 'xlsx');
  }

  private async export(
    query: AgreementQuery,
    viewer: Viewer,
    format: TableFormat,
  ): Promise<TableFile> {
    const standpoint = this.standpoints.of(query);
    const filter = await this.queries.filterOf(query);
    const agreements = await this.lists.findAll(standpoint, filter, viewer);
    const words = filterText(query, viewer.officeId === null ? null : viewer.officeName);
    return asFile(agreementsTable(standpoint, agreements, words, this.clock.moment()), format);
  }

  private async frameOf(query: AgreementQuery, viewer: Viewer): Promise<AgreementListFrame> {
    return {
      standpoint: this.standpoints.of(query),
      today: this.standpoints.today(),
      choices: {
        models: await this.models.all(),
        states: await this.agreements.findStates(),
        agencyTypes: await this.lists.findAgencyTypes(),
        offices: (await this.offices.list()).map(({ name }) => name),
      },
      scope: viewer.officeId === null ? null : viewer.officeName,
    };
  }
}
