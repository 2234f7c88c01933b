import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsNumberString, IsString, MaxLength } from 'class-validator';
import { AccountsService } from '../identity/accounts/accounts.service.js';
import { Requires } from '../identity/requires.js';
import { Policy } from '../platform/config/policy.js';
import { Trimmed } from '../platform/http/form-values.js';
import { InvalidRequest } from '../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import type { Csv } from '../platform/pages/csv.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { RemindersOf } from '../reminders/reminders-of.js';
import { DecisionsService } from './decisions.service.js';
import { FiguresService } from './figures.service.js';
import { OpenReviewForm, OwnerRequest, RenewalQuery } from './renewal.dto.js';
import { reviewsAsCsv } from './renewal-export.js';
import { RenewalListPage } from './renewal-list.page.js';
import { RenewalPage } from './renewal.page.js';
import type { RenewalView } from './renewal-view.js';
import { RenewalQueries } from './renewal-queries.js';
import { RenewalsService } from './renewals.service.js';

class OwnerForm extends OwnerRequest {
  /** The version that the page showed. */
  @IsNumberString() version!: string;
}

class AnswerForm {
  @IsIn(['approve', 'send-back']) answer!: 'approve' | 'send-back';
  @Trimmed() @IsString() @MaxLength(2000) reason = '';
  @IsNumberString() version!: string;
}

type Forms = NonNullable<RenewalView['forms']>;

@ApiExcludeController()
@Controller()
export class RenewalsPages {
  constructor(
    private readonly renewals: RenewalsService,
    private readonly decisions: DecisionsService,
    private readonly queries: RenewalQueries,
    private readonly figures: FiguresService,
    private readonly accounts: AccountsService,
    private readonly reminders: RemindersOf,
    private readonly policy: Policy,
  ) {}

  @Get('renewals')
  @Requires('renewals.read')
  async list(@Query() query: RenewalQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const filter = await this.queries.filterOf(query);
    const view = {
      today: this.renewals.today(),
      query,
      page: await this.renewals.findPage(filter, query, viewer),
      states: await this.renewals.findStates(viewer),
      offices: await this.queries.officeNames(),
      scope: viewer.officeId === null ? null : viewer.officeName,
      opensDaysBeforeEnd: this.policy.renewals.opensDaysBeforeEnd,
      mayEnterFigures: viewer.permissions.has('figures.enter'),
      modelName: await this.queries.modelNames(),
    };
    return new Page('Renewals and terminations', <RenewalListPage {...view} />);
  }

  @Get('renewals.csv')
  @Requires('renewals.read')
  async export(@Query() query: RenewalQuery, @CurrentViewer() viewer: Viewer): Promise<Csv> {
    const filter = await this.queries.filterOf(query);
    return reviewsAsCsv(
      this.renewals.today(),
      await this.renewals.findAll(filter, viewer),
      await this.queries.modelNames(),
    );
  }

  @Get('renewals/:id')
  @Requires('renewals.read')
  one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.page(id, viewer);
  }

  @Post('renewals/:id/owner')
  @Requires('renewals.decide')
  async assign(
    @Param('id') id: string,
    @Body() { owner, version }: OwnerForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<GoTo> {
    await this.renewals.assign(id, owner, Number(version), viewer);
    const { owner: name } = await this.renewals.find(id, viewer);
    return new GoTo(
      `/renewals/${id}`,
      name ? `${name} has this review now.` : 'Nobody in particular has this review now.',
    );
  }

  @Post('renewals/:id/answer')
  @Requires('renewals.decide')
  async answer(
    @Param('id') id: string,
    @Body() { answer, reason, version }: AnswerForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const isApproval = answer === 'approve';
    try {
      if (reason === '')
        throw new InvalidRequest([{ parameter: 'reason', detail: 'Say why, in a sentence.' }]);
      if (isApproval) await this.decisions.approve(id, reason, Number(version), viewer);
      else await this.decisions.sendBack(id, reason, Number(version), viewer);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(id, viewer, { reason, error: error.detail });
    }
    return new GoTo(
      `/renewals/${id}`,
      isApproval
        ? 'The decision is approved, and the agreement was changed.'
        : 'The proposal is off the table; the review is open again.',
    );
  }

  @Post('agreements/:id/review')
  @Requires('renewals.decide')
  async open(
    @Param('id') agreementId: string,
    @Body() { reviewReason }: OpenReviewForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<GoTo> {
    const { id, number } = await this.renewals.openByHand(agreementId, reviewReason, viewer);
    return new GoTo(`/renewals/${id}`, `${number} is open, and you have it.`);
  }

  private async page(id: string, viewer: Viewer, answer?: Forms['answer']): Promise<Page> {
    const detail = await this.renewals.find(id, viewer);
    const { review, agreement } = detail;
    const current = await this.figures.findCurrent([review.agreementId]);
    return new Page(
      `${review.number}, ${agreement.agencyName}`,
      <RenewalPage
        detail={detail}
        today={this.renewals.today()}
        figures={current.get(review.agreementId) ?? []}
        reminders={await this.reminders.render(id, viewer)}
        modelName={await this.queries.modelNames()}
        mayEnterFigures={viewer.permissions.has('figures.enter')}
        forms={await this.formsFor(review.agreementId, viewer, answer)}
      />,
      { status: answer ? 422 : 200 },
    );
  }

  private async formsFor(
    agreementId: string,
    viewer: Viewer,
    answer: Forms['answer'],
  ): Promise<Forms | null> {
    if (!viewer.permissions.has('renewals.decide')) return null;
    const managers = await this.accounts.findRecipients({ role: 'program-manager' });
    return {
      accountId: viewer.accountId,
      managers: managers.map((manager) => ({ id: manager.accountId, name: manager.name })),
      open: await this.decisions.openFor(agreementId, viewer),
      ...(answer && { answer }),
    };
  }
}
