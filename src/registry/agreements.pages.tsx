import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Permission } from '../identity/permissions.js';
import { Requires } from '../identity/requires.js';
import { OfficesService } from '../offices/offices.service.js';
import { Policy } from '../platform/config/policy.js';
import { dayText } from '../platform/clock/day-text.js';
import { InvalidRequest } from '../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { AgreementPage } from './agreement.page.js';
import { AgreementPanels } from './agreement-panels.js';
import { ExtensionForm, OfficeMoveFormBody } from './agreement.dto.js';
import { StandpointQuery } from './agreement-query.dto.js';
import { isInForce } from './agreement-status.rules.js';
import { AgreementsService } from './agreements.service.js';
import type { ExtensionInput } from './extension-form.js';
import type { ExtensionObjection } from './extension.rules.js';
import type { OfficeMoveInput } from './office-move-form.js';
import { OfficeMoveService } from './office-move.service.js';
import { ProgramModels } from './program-models.js';
import { Standpoints } from './standpoints.js';

@ApiExcludeController()
@Controller()
export class AgreementsPages {
  constructor(
    private readonly agreements: AgreementsService,
    private readonly officeMoves: OfficeMoveService,
    private readonly models: ProgramModels,
    private readonly offices: OfficesService,
    private readonly panels: AgreementPanels,
    private readonly standpoints: Standpoints,
    private readonly policy: Policy,
  ) {}

  @Get('agreements/:id')
  @Requires('agreements.read')
  one(
    @Param('id') id: string,
    @Query() query: StandpointQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    return this.page(id, query, viewer);
  }

  @Post('agreements/:id/extension')
  @Requires('agreements.extend')
  async extend(
    @Param('id') id: string,
    @Body() form: ExtensionForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    try {
      await this.agreements.extendAgreement(id, form, Number(form.version), viewer);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(id, {}, viewer, {
        extension: {
          endsOn: form.endsOn,
          reason: form.reason,
          objections: objectionsOf(error),
        },
      });
    }
    return new GoTo(`/agreements/${id}`, `The agreement now ends on ${dayText(form.endsOn)}.`);
  }

  @Post('agreements/:id/office')
  @Requires('agreements.assign-office')
  async moveToOffice(
    @Param('id') id: string,
    @Body() form: OfficeMoveFormBody,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { fieldOffice, from, moveReason: reason } = form;
    const move = { fieldOffice, from, reason };
    try {
      await this.officeMoves.moveToOffice(id, move, Number(form.version), viewer);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(id, {}, viewer, {
        officeMove: { typed: move, problems: error.errors },
      });
    }
    return new GoTo(
      `/agreements/${id}`,
      `${fieldOffice} answers for the agency from ${dayText(from)}.`,
    );
  }

  private async page(
    id: string,
    query: StandpointQuery,
    viewer: Viewer,
    refused: {
      extension?: Omit<ExtensionInput, 'version'>;
      officeMove?: Pick<OfficeMoveInput, 'typed' | 'problems'>;
    } = {},
  ): Promise<Page> {
    const detail = await this.agreements.find(id, this.standpoints.of(query), viewer);
    const { agreement } = detail;
    const today = this.agreements.today();
    const { version } = agreement;
    const isNow = detail.asOf === today && detail.knownAt === undefined;
    const may = (permission: Permission): boolean =>
      viewer.permissions.has(permission) && isNow && isInForce(agreement.status);
    const extension = refused.extension ?? { endsOn: '', reason: '', objections: [] };
    const officeMove = refused.officeMove ?? {
      typed: { fieldOffice: '', from: today, reason: '' },
      problems: [],
    };
    const view = {
      detail,
      query,
      today,
      models: await this.models.all(),
      // What the floors above show is of now: beside what was known then it would mislead.
      panels: detail.knownAt === undefined ? await this.panels.renderAll(id, viewer) : [],
      inferredTermMonths: this.policy.renewals.inferredTermMonths,
      extension: may('agreements.extend') ? { version, ...extension } : null,
      officeMove: may('agreements.assign-office')
        ? { version, offices: await this.officeNames(), ...officeMove }
        : null,
    };
    return new Page(
      `${agreement.agencyName}, ${agreement.state}`,
      <AgreementPage {...view} />,
      refused.extension || refused.officeMove ? { status: 422 } : {},
    );
  }

  private async officeNames(): Promise<string[]> {
    return (await this.offices.list()).map((office) => office.name);
  }
}

const objectionsOf = (error: InvalidRequest): ExtensionObjection[] =>
  error.errors.map(({ parameter, detail }) => ({
    field: parameter === 'reason' ? 'reason' : 'endsOn',
    detail,
  }));
