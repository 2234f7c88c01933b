import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { pageOf } from '../../platform/http/paging.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { Csv } from '../../platform/pages/csv.js';
import { Page } from '../../platform/pages/page.js';
import { MilestoneQuery } from './milestone.dto.js';
import { MilestonesPage } from './milestones.page.js';
import { milestoneKey, type MilestoneRow, MilestonesService } from './milestones.service.js';

@ApiExcludeController()
@Controller('inspections')
export class MilestonesPages {
  constructor(private readonly milestones: MilestonesService) {}

  @Get('milestones')
  @Requires('checklist.read')
  async list(@Query() query: MilestoneQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const page = pageOf(await this.milestones.findOpen(query, viewer), milestoneKey, query);
    const { limit, ...filters } = query;
    return new Page(
      'Milestones',
      <MilestonesPage
        page={page}
        query={{ ...filters, limit: limit === 50 ? undefined : limit }}
      />,
    );
  }

  @Get('milestones.csv')
  @Requires('checklist.read')
  async export(@Query() query: MilestoneQuery, @CurrentViewer() viewer: Viewer): Promise<Csv> {
    const rows = await this.milestones.findOpen(query, viewer);
    return new Csv('milestones', CSV_COLUMNS, rows.map(csvRow));
  }
}

const CSV_COLUMNS = [
  'number',
  'kind',
  'agency',
  'state',
  'status',
  'waits_for',
  'limit_on',
  'basis',
  'days_late',
  'held_by',
  'sample',
];

const csvRow = (row: MilestoneRow): (string | number | null)[] => [
  row.visit.number,
  row.visit.kind,
  row.agreement?.agencyName ?? null,
  row.agreement?.state ?? null,
  row.visit.status,
  row.step,
  row.limitOn,
  row.basis,
  row.daysLate,
  row.holder?.position ?? null,
  row.visit.isSample ? 'sample' : '',
];
