import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsNumberString } from 'class-validator';
import { Requires } from '../identity/requires.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { InvalidRequest } from '../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { Navigation } from '../platform/pages/navigation.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { RegistryReader } from '../registry/registry-reader.js';
import { RemindersOf } from '../reminders/reminders-of.js';
import { CompletionRequest, FindingQuery } from './finding.dto.js';
import { FindingListPage } from './finding-list.page.js';
import { type CompletionForm, FindingPage } from './finding.page.js';
import { FindingsService } from './findings.service.js';

class CompletionFormBody extends CompletionRequest {
  /** The version that the form was made from. */
  @IsNumberString() version!: string;
}

@ApiExcludeController()
@Controller('findings')
export class FindingsPages {
  constructor(
    navigation: Navigation,
    private readonly findings: FindingsService,
    private readonly registry: RegistryReader,
    private readonly reminders: RemindersOf,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {
    navigation.register({
      label: 'Findings',
      path: '/findings',
      permission: 'findings.read',
      order: 30,
    });
  }

  @Get()
  @Requires('findings.read')
  async list(@Query() query: FindingQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const page = await this.findings.findPage(query, viewer);
    const agreements = await this.registry.findByIds(
      page.items.map((row) => row.agreementId),
      this.clock.today(this.policy.timeZone),
    );
    const { limit, ...filters } = query;
    return new Page(
      'Findings',
      <FindingListPage
        page={page}
        agreements={agreements}
        query={{ ...filters, limit: limit === 50 ? undefined : limit }}
      />,
    );
  }

  @Get(':id')
  @Requires('findings.read')
  async one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.page(id, viewer, {});
  }

  @Post(':id/completion')
  @Requires('corrective-actions.complete')
  async complete(
    @Param('id') id: string,
    @Body() form: CompletionFormBody,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { version, ...completion } = form;
    try {
      await this.findings.completeCorrectiveAction(id, completion, Number(version), viewer);
      return new GoTo(`/findings/${id}`, 'The corrective action is recorded as done.');
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(id, viewer, { ...completion, problem: error.detail });
    }
  }

  private async page(id: string, viewer: Viewer, form: CompletionForm): Promise<Page> {
    const detail = await this.findings.find(id, viewer);
    const mayComplete =
      viewer.permissions.has('corrective-actions.complete') && detail.answersToday;
    return new Page(
      `${detail.finding.number}, ${detail.agreement.agencyName}`,
      <FindingPage
        detail={detail}
        form={mayComplete ? form : null}
        reminders={await this.reminders.render(id, viewer)}
      />,
      { status: form.problem ? 422 : 200 },
    );
  }
}
