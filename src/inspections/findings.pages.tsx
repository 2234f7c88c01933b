import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsNumberString, IsString, MaxLength } from 'class-validator';
import { Requires } from '../identity/requires.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { InvalidRequest } from '../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { Navigation } from '../platform/pages/navigation.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { RegistryReader } from '../registry/registry-reader.js';
import { RemindersOf } from '../reminders/reminders-of.js';
import { CorrectiveActionChanges } from './corrective-actions/corrective-action-changes.service.js';
import { FindingQuery } from './finding.dto.js';
import { FindingListPage } from './finding-list.page.js';
import { FindingPage, type RefusedFindingForm } from './finding.page.js';
import { FindingsService } from './findings.service.js';
import { type Outcome, OUTCOMES } from './focus-reviews/outcome.rules.js';
import { OutcomesService } from './focus-reviews/outcomes.service.js';

class OutcomeForm {
  @IsString() @MaxLength(40) outcome = '';
  @IsString() @MaxLength(10_000) note = '';
  /** The version that the page showed. */
  @IsNumberString() version!: string;
}

class ClosureForm {
  @IsString() @MaxLength(10_000) reason = '';
  @IsNumberString() version!: string;
}

@ApiExcludeController()
@Controller('findings')
export class FindingsPages {
  constructor(
    navigation: Navigation,
    private readonly findings: FindingsService,
    private readonly outcomes: OutcomesService,
    private readonly actions: CorrectiveActionChanges,
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
    return this.page(id, viewer, null);
  }

  @Post(':id/outcomes')
  @Requires('outcomes.record')
  recordOutcome(
    @Param('id') id: string,
    @Body() { outcome, note, version }: OutcomeForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.orAgain(id, viewer, { form: 'outcome', typed: { outcome, note } }, async () => {
      const said = { outcome: outcomeOf(outcome), note };
      await this.outcomes.recordOutcome(id, said, Number(version), viewer);
      return 'The outcome is recorded. It takes effect with the final report of the visit.';
    });
  }

  @Post(':id/closure')
  @Requires('findings.close')
  close(
    @Param('id') id: string,
    @Body() { reason, version }: ClosureForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.orAgain(id, viewer, { form: 'closure', typed: { reason } }, async () => {
      await this.actions.closeFinding(id, reason, Number(version), viewer);
      return 'The finding is closed.';
    });
  }

  /** Does what a form asks, or shows the form again with what was typed. */
  private async orAgain(
    id: string,
    viewer: Viewer,
    form: Omit<RefusedFindingForm, 'problems'>,
    work: () => Promise<string>,
  ): Promise<Page | GoTo> {
    try {
      return new GoTo(`/findings/${id}`, await work());
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(id, viewer, { ...form, problems: error.errors });
    }
  }

  private async page(
    id: string,
    viewer: Viewer,
    refused: RefusedFindingForm | null,
  ): Promise<Page> {
    const detail = await this.findings.find(id, viewer);
    const may = (permission: string): boolean =>
      viewer.permissions.has(permission) && detail.finding.status === 'open';
    const forms = {
      round: may('outcomes.record') ? this.outcomes.openRound(detail) : null,
      mayClose: may('findings.close') && detail.action !== null,
      mayOrder: may('focus-reviews.order'),
      refused,
    };
    return new Page(
      `${detail.finding.number}, ${detail.agreement.agencyName}`,
      <FindingPage
        detail={detail}
        forms={forms}
        reminders={await this.reminders.render(id, viewer)}
      />,
      { status: refused ? 422 : 200 },
    );
  }
}

/** @throws InvalidRequest (400) when none was chosen */
function outcomeOf(text: string): Outcome {
  const outcome = OUTCOMES.find((known) => known === text);
  if (outcome) return outcome;
  throw new InvalidRequest([{ parameter: 'outcome', detail: 'Choose the outcome.' }]);
}
