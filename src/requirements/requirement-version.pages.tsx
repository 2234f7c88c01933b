import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../identity/requires.js';
import { InvalidRequest, type ProblemItem } from '../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { dayText } from '../platform/clock/day-text.js';
import { ProgramModels } from '../registry/program-models.js';
import { CatalogueService, pathOf, type RequirementDetail } from './catalogue.service.js';
import { draftOf, formOf, type VersionForm, VersionFormBody } from './requirement-version-form.js';
import { RequirementVersionPage } from './requirement-version.page.js';
import { RequirementVersions } from './requirement-versions.service.js';
import { latestOf } from './versions.rules.js';

@ApiExcludeController()
@Controller('requirements/:code/versions')
export class RequirementVersionPages {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly versions: RequirementVersions,
    private readonly models: ProgramModels,
  ) {}

  @Get('new')
  @Requires('requirements.edit')
  async form(@Param('code') code: string): Promise<Page> {
    const detail = await this.latest(code);
    return this.page(detail, formOf(detail.version), []);
  }

  @Post()
  @Requires('requirements.edit')
  async add(
    @Param('code') code: string,
    @Body() body: VersionFormBody,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { version, ...form } = body;
    const detail = await this.latest(code);
    try {
      const draft = draftOf(form, detail.version);
      await this.versions.addVersion(code, draft, Number(version), viewer);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(detail, form, error.errors);
    }
    return new GoTo(
      `${pathOf(code)}?asOf=${form.holdsFrom}`,
      `${code} says this from ${dayText(form.holdsFrom)} on.`,
    );
  }

  /** A requirement with its latest version, also where that does not hold yet. */
  private async latest(code: string): Promise<RequirementDetail> {
    const detail = await this.catalogue.describe(code, this.catalogue.today());
    return { ...detail, version: latestOf(detail.versions) ?? detail.version };
  }

  private async page(
    detail: RequirementDetail,
    typed: VersionForm,
    problems: ProblemItem[],
  ): Promise<Page> {
    const view = { detail, models: await this.models.all(), typed, problems };
    return new Page(`Add a version of ${detail.code}`, <RequirementVersionPage {...view} />, {
      status: problems.length > 0 ? 422 : 200,
    });
  }
}
