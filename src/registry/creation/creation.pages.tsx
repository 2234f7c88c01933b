import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { InvalidRequest, type ProblemItem } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { ProgramModels } from '../program-models.js';
import { AgreementCreationService } from './agreement-creation.service.js';
import { CreationBody } from './creation.dto.js';
import { CreationPage } from './creation.page.js';
import type { NewAgreement } from './creation.rules.js';

@ApiExcludeController()
@Controller('agreements/new')
export class CreationPages {
  constructor(
    private readonly creation: AgreementCreationService,
    private readonly models: ProgramModels,
  ) {}

  @Get()
  @Requires('agreements.create')
  open(): Promise<Page> {
    return this.page(new CreationBody(), []);
  }

  @Post()
  @Requires('agreements.create')
  async create(@Body() form: CreationBody, @CurrentViewer() viewer: Viewer): Promise<Page | GoTo> {
    try {
      const id = await this.creation.createAgreement(form, viewer);
      return new GoTo(`/agreements/${id}`, 'The agreement was entered.');
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(form, error.errors);
    }
  }

  private async page(typed: NewAgreement, problems: ProblemItem[]): Promise<Page> {
    const view = {
      agencies: await this.creation.agencies(),
      models: await this.models.all(),
      typed,
      problems,
    };
    return new Page('Enter an agreement', <CreationPage {...view} />, {
      status: problems.length > 0 ? 422 : 200,
    });
  }
}
