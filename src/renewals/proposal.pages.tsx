import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsNumberString, IsString, MaxLength } from 'class-validator';
import { Requires } from '../identity/requires.js';
import { Trimmed } from '../platform/http/form-values.js';
import { InvalidRequest, type ProblemItem } from '../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { ProgramModels } from '../registry/program-models.js';
import { DecisionsService } from './decisions.service.js';
import { type Decision, DECISIONS, type TypedDecision } from './proposal.rules.js';
import { ProposalPage } from './proposal.page.js';
import { DECISION_WORDS } from './renewal-words.js';
import { RenewalsService } from './renewals.service.js';

class DecisionQuery {
  @IsIn(DECISIONS, { message: `decision must be one of ${DECISIONS.join(', ')}` })
  decision: Decision = 'extend';
}

/** The form of a proposal; what is wrong with it is shown beside its fields. */
class ProposalForm {
  @IsIn(DECISIONS) decision!: Decision;
  @Trimmed() @IsString() @MaxLength(10) endsOn = '';
  @Trimmed() @IsString() @MaxLength(40) model = '';
  @Trimmed() @IsString() @MaxLength(1000) amendment = '';
  @Trimmed() @IsString() @MaxLength(10) on = '';
  @Trimmed() @IsString() @MaxLength(10) givenBy = '';
  @Trimmed() @IsString() @MaxLength(10) noticeEndsOn = '';
  @Trimmed() @IsString() @MaxLength(2000) data = '';
  @Trimmed() @IsString() @MaxLength(2000) exigency = '';
  @Trimmed() @IsString() @MaxLength(2000) reason = '';
  @IsNumberString() version!: string;
}

@ApiExcludeController()
@Controller('renewals/:id/proposal')
export class ProposalPages {
  constructor(
    private readonly renewals: RenewalsService,
    private readonly decisions: DecisionsService,
    private readonly models: ProgramModels,
  ) {}

  @Get()
  @Requires('renewals.decide')
  form(
    @Param('id') id: string,
    @Query() { decision }: DecisionQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    return this.page(id, decision, viewer);
  }

  @Post()
  @Requires('renewals.decide')
  async propose(
    @Param('id') id: string,
    @Body() form: ProposalForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { version, ...typed } = form;
    try {
      if (typed.reason === '')
        throw new InvalidRequest([{ parameter: 'reason', detail: 'Say why, in a sentence.' }]);
      await this.decisions.propose(id, typed, Number(version), viewer);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(id, typed.decision, viewer, { typed, problems: error.errors });
    }
    return new GoTo(
      `/renewals/${id}`,
      'Proposed. A second program manager approves it or sends it back.',
    );
  }

  private async page(
    id: string,
    decision: Decision,
    viewer: Viewer,
    refused?: { typed: TypedDecision & { reason: string }; problems: ProblemItem[] },
  ): Promise<Page> {
    const detail = await this.renewals.find(id, viewer);
    return new Page(
      `${DECISION_WORDS[decision]}, ${detail.review.number}`,
      <ProposalPage
        detail={detail}
        today={this.renewals.today()}
        decision={decision}
        models={await this.models.all()}
        typed={refused?.typed ?? {}}
        problems={refused?.problems ?? []}
      />,
      { status: refused ? 422 : 200 },
    );
  }
}
