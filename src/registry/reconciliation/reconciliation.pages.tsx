import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { Page } from '../../platform/pages/page.js';
import { asFile, type TableFile, type TableFormat } from '../../platform/pages/table-file.js';
import { ProgramModels } from '../program-models.js';
import { ListOverviewPage } from './list-overview.page.js';
import { ListOverview } from './list-overview.service.js';
import { PublishedSplits } from './published-splits.service.js';
import { officeNameOf } from './reconciliation.controller.js';
import { ListQuery } from './reconciliation.dto.js';
import { headingOf, ReconciliationPage } from './reconciliation.page.js';
import { ReconciliationService } from './reconciliation.service.js';
import { reconciliationTable } from './reconciliation-export.js';

@ApiExcludeController()
@Controller('lists')
export class ReconciliationPages {
  constructor(
    private readonly overview: ListOverview,
    private readonly reconciliation: ReconciliationService,
    private readonly splits: PublishedSplits,
    private readonly models: ProgramModels,
    private readonly clock: BusinessClock,
  ) {}

  @Get()
  @Requires('lists.read')
  async list(@Query() query: ListQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const view = {
      query,
      page: await this.overview.findPage(query, query, viewer),
      splits: await this.splits.compare(),
      office: officeNameOf(viewer),
    };
    return new Page('Official lists', <ListOverviewPage {...view} />);
  }

  @Get(':id')
  @Requires('lists.read')
  async one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const found = await this.reconciliation.find(id);
    const view = {
      list: found.list,
      reconciliation: await this.reconciliation.reconcileList(found, viewer),
      models: await this.models.all(),
      office: officeNameOf(viewer),
      mayReadImports: viewer.permissions.has('imports.read'),
    };
    return new Page(headingOf(found.list), <ReconciliationPage {...view} />);
  }

  @Get(':id/reconciliation.csv')
  @Requires('lists.read')
  csv(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<TableFile> {
    return this.export(id, viewer, 'csv');
  }

  @Get(':id/reconciliation.xlsx')
  @Requires('lists.read')
  xlsx(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<TableFile> {
    return this.export(id, viewer, 'xlsx');
  }

  private async export(id: string, viewer: Viewer, format: TableFormat): Promise<TableFile> {
    const found = await this.reconciliation.find(id);
    const reconciliation = await this.reconciliation.reconcileList(found, viewer);
    const office = officeNameOf(viewer);
    return asFile(
      reconciliationTable(found.list, reconciliation, office, this.clock.moment()),
      format,
    );
  }
}
