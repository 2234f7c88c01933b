import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../identity/requires.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { Page } from '../platform/pages/page.js';
import { asFile, type TableFile, type TableFormat } from '../platform/pages/table-file.js';
import { ProgramModels } from '../registry/program-models.js';
import { CatalogueService } from './catalogue.service.js';
import { CatalogueDayQuery, CatalogueQuery } from './requirement.dto.js';
import { catalogueTable } from './requirement-export.js';
import { RequirementListPage } from './requirement-list.page.js';
import { RequirementPage } from './requirement.page.js';

@ApiExcludeController()
@Controller()
export class RequirementsPages {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly models: ProgramModels,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  @Get('requirements')
  @Requires('requirements.read')
  async list(@Query() query: CatalogueQuery): Promise<Page> {
    const view = {
      query,
      asOf: query.asOf ?? this.catalogue.today(),
      requirements: await this.find(query),
      models: await this.models.all(),
    };
    return new Page('Requirements', <RequirementListPage {...view} />);
  }

  @Get('requirements.csv')
  @Requires('requirements.read')
  csv(@Query() query: CatalogueQuery): Promise<TableFile> {
    return this.export(query, 'csv');
  }

  @Get('requirements.xlsx')
  @Requires('requirements.read')
  xlsx(@Query() query: CatalogueQuery): Promise<TableFile> {
    return this.export(query, 'xlsx');
  }

  @Get('requirements/:code')
  @Requires('requirements.read')
  async one(
    @Param('code') code: string,
    @Query() query: CatalogueDayQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    const asOf = query.asOf ?? this.catalogue.today();
    const detail = await this.catalogue.describe(code, asOf);
    const names = new Map((await this.models.all()).map((model) => [model.code, model.name]));
    return new Page(
      `${code}, ${detail.category}`,
      <RequirementPage
        detail={detail}
        asOf={asOf}
        modelName={(model) => names.get(model) ?? model}
        timeZone={this.policy.timeZone}
        mayEdit={viewer.permissions.has('requirements.edit')}
      />,
    );
  }

  private find({ measurable, ...filter }: CatalogueQuery): ReturnType<CatalogueService['find']> {
    return this.catalogue.find({ ...filter, isMeasurable: measurable });
  }

  private async export(query: CatalogueQuery, format: TableFormat): Promise<TableFile> {
    const asOf = query.asOf ?? this.catalogue.today();
    const table = catalogueTable(
      asOf,
      await this.find(query),
      { template: query.template, words: filterWords(query) },
      this.clock.moment(),
    );
    return asFile(table, format);
  }
}

/** What a table is narrowed to, in words. */
function filterWords({ template, model, measurable }: CatalogueQuery): string {
  const parts = [
    template && `template ${template}`,
    model && `model ${model}`,
    measurable !== undefined && (measurable ? 'measurable' : 'not measurable'),
  ].filter((part): part is string => typeof part === 'string' && part !== '');
  return parts.length > 0 ? parts.join(', ') : 'none';
}
