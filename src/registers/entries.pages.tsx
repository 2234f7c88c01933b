import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../identity/requires.js';
import { Policy } from '../platform/config/policy.js';
import { Conflict, InvalidRequest } from '../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { AgreementRegistersPage } from './agreement-registers.page.js';
import { type EntryInput, NOTHING_TYPED } from './entry-fields.js';
import {
  EntryCorrectionForm,
  EntryWithdrawalForm,
  NewEntryForm,
  NewEntryQuery,
  shownFacts,
  typedFacts,
} from './entry-form.js';
import { EntryPage } from './entry.page.js';
import { LimitsService } from './limits.service.js';
import { NewEntryPage } from './new-entry.page.js';
import { LimitsQuery } from './register.dto.js';
import { RegisterChanges } from './register-changes.service.js';
import { entryLabel, type RegisterCode, registerOf } from './registers.rules.js';
import { RegistersService } from './registers.service.js';

@ApiExcludeController()
@Controller()
export class EntriesPages {
  constructor(
    private readonly registers: RegistersService,
    private readonly changes: RegisterChanges,
    private readonly limits: LimitsService,
    private readonly policy: Policy,
  ) {}

  @Get('agreements/:id/registers')
  @Requires('registers.read')
  async ofAgreement(
    @Param('id') agreementId: string,
    @Query() { asOf }: LimitsQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    await this.registers.findAgreement(agreementId, viewer);
    const limits = await this.limits.ofAgreement(
      agreementId,
      asOf ?? this.registers.today(),
      viewer,
    );
    const view = {
      limits,
      annualTrainingMonths: this.policy.registers.annualTrainingMonths,
      entries: await this.registers.findOfAgreements([agreementId]),
      mayEnter: viewer.permissions.has('registers.enter'),
    };
    return new Page(
      `Registers of ${limits.agreement.agencyName}`,
      <AgreementRegistersPage {...view} />,
    );
  }

  @Get('agreements/:id/registers/new')
  @Requires('registers.enter')
  newEntry(
    @Param('id') agreementId: string,
    @Query() { register }: NewEntryQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    return this.newPage(agreementId, register, viewer, NOTHING_TYPED);
  }

  @Post('agreements/:id/registers')
  @Requires('registers.enter')
  async enter(
    @Param('id') agreementId: string,
    @Body() form: NewEntryForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { register: code, source } = form;
    const register = registerOf(code);
    const facts = typedFacts(register, form);
    try {
      if (source === '')
        throw new InvalidRequest([
          { parameter: 'source', detail: 'Say where the facts come from.' },
        ]);
      await this.changes.record(agreementId, { register: code, facts, source }, viewer);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      const input = { typed: { ...facts, source }, problems: error.errors };
      return this.newPage(agreementId, code, viewer, input);
    }
    return new GoTo(
      `/agreements/${agreementId}/registers`,
      `${entryLabel(register, facts)} is recorded.`,
    );
  }

  @Get('register-entries/:id')
  @Requires('registers.read')
  one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.entryPage(id, viewer, null);
  }

  @Post('register-entries/:id/correct')
  @Requires('registers.enter')
  async correct(
    @Param('id') id: string,
    @Body() form: EntryCorrectionForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { reason, version } = form;
    const { entry } = await this.registers.find(id, viewer);
    const facts = typedFacts(registerOf(entry.register), form);
    return this.change(id, viewer, { ...facts, reason }, 'The entry is corrected.', () =>
      this.changes.correct(id, { facts, reason }, Number(version), viewer),
    );
  }

  @Post('register-entries/:id/withdraw')
  @Requires('registers.enter')
  async withdraw(
    @Param('id') id: string,
    @Body() { withdrawalReason, version }: EntryWithdrawalForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { entry } = await this.registers.find(id, viewer);
    const typed = { ...shownFacts(entry.facts), withdrawalReason };
    return this.change(id, viewer, typed, 'The entry is withdrawn.', async () => {
      if (withdrawalReason === '')
        throw new InvalidRequest([
          { parameter: 'withdrawalReason', detail: 'Say why it is withdrawn.' },
        ]);
      await this.changes.withdraw(id, withdrawalReason, Number(version), viewer);
    });
  }

  /** Shows the form again, with what was typed, when the change is refused for what it says. */
  private async change(
    id: string,
    viewer: Viewer,
    typed: Record<string, string>,
    done: string,
    work: () => Promise<void>,
  ): Promise<Page | GoTo> {
    try {
      await work();
    } catch (error) {
      if (error instanceof InvalidRequest)
        return this.entryPage(id, viewer, { typed, problems: error.errors });
      if (error instanceof Conflict)
        return this.entryPage(id, viewer, { typed, problems: [{ detail: error.detail }] });
      throw error;
    }
    return new GoTo(`/register-entries/${id}`, done);
  }

  private async newPage(
    agreementId: string,
    code: RegisterCode,
    viewer: Viewer,
    input: EntryInput,
  ): Promise<Page> {
    const agreement = await this.registers.findAgreement(agreementId, viewer);
    const register = registerOf(code);
    return new Page(
      `${register.title} of ${agreement.agencyName}: new entry`,
      <NewEntryPage agreement={agreement} register={register} input={input} />,
      { status: input.problems.length > 0 ? 422 : 200 },
    );
  }

  private async entryPage(id: string, viewer: Viewer, refused: EntryInput | null): Promise<Page> {
    const detail = await this.registers.find(id, viewer);
    const { register, facts } = detail.entry;
    const mayEnter = viewer.permissions.has('registers.enter');
    const input = refused ?? { typed: shownFacts(facts), problems: [] };
    return new Page(
      entryLabel(registerOf(register), facts),
      <EntryPage detail={detail} input={mayEnter ? input : null} />,
      { status: refused ? 422 : 200 },
    );
  }
}
