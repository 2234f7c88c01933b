import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { Requires } from '../identity/requires.js';
import { FindingsService } from '../inspections/findings.service.js';
import { InspectionsService } from '../inspections/inspections.service.js';
import { RecommendationsService } from '../recommendations/recommendations.service.js';
import { RenewalsService } from '../renewals/renewals.service.js';
import { Trimmed } from '../platform/http/form-values.js';
import { CatalogueService } from '../requirements/catalogue.service.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { withQuery } from '../platform/pages/addresses.js';
import { GoTo } from '../platform/pages/page.js';

class SearchQuery {
  @Trimmed() @IsString() @MaxLength(100) q = '';
}

/** The search box of the header: the number of a thing leads to its page, anything else to the agencies that carry it. */
@ApiExcludeController()
@Controller('search')
export class SearchPages {
  constructor(
    private readonly inspections: InspectionsService,
    private readonly findings: FindingsService,
    private readonly renewals: RenewalsService,
    private readonly catalogue: CatalogueService,
    private readonly recommendations: RecommendationsService,
  ) {}

  @Get()
  @Requires('agreements.read')
  async search(@Query() { q }: SearchQuery, @CurrentViewer() viewer: Viewer): Promise<GoTo> {
    const path = /^(INS|FR|REN|OIG)-/i.test(q) ? await this.pathOfNumber(q, viewer) : undefined;
    return new GoTo(
      path ?? (await this.catalogue.pathOfCode(q)) ?? withQuery('/agreements', { q }),
    );
  }

  private async pathOfNumber(number: string, viewer: Viewer): Promise<string | undefined> {
    return (
      (await this.inspections.pathOfNumber(number, viewer)) ??
      (await this.findings.pathOfNumber(number, viewer)) ??
      (viewer.permissions.has('renewals.read')
        ? await this.renewals.pathOfNumber(number, viewer)
        : undefined) ??
      (viewer.permissions.has('recommendations.read')
        ? await this.recommendations.pathOfNumber(number)
        : undefined)
    );
  }
}
