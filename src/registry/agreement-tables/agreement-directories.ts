import { Injectable } from '@nestjs/common';
import type { Day } from '../../platform/clock/calendar.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { AgencyAlias } from '../agreement.entity.js';
import { isInForce } from '../agreement-status.rules.js';
import { type AgreementOnDay, agreementsOn, fetchAgreements } from '../agreements-on-day.js';
import { limitToOffice } from '../office-scope.js';
import { ProgramModels } from '../program-models.js';
import type { AgreementDirectory } from './agreement-cells.rules.js';

/** The agreements that a table may name, for whoever brings it. */
@Injectable()
export class AgreementDirectories {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly models: ProgramModels,
  ) {}

  /** As of a day, in whatever status: within a field office's own, where the viewer has one. */
  async open(
    day: Day,
    viewer: Viewer,
  ): Promise<{ agreements: AgreementOnDay[]; directory: AgreementDirectory }> {
    const manager = this.unitOfWork.reading();
    const query = agreementsOn(manager, day);
    limitToOffice(query, 'agreement.id', viewer.officeId, day);
    const agreements = await fetchAgreements(query);
    const nameOf = new Map(
      agreements.map(({ agencyId, agencyNormalizedName }) => [agencyId, agencyNormalizedName]),
    );
    const aliases = await manager.find(AgencyAlias);
    const directory = {
      agreements: agreements.map((agreement) => ({
        agreementId: agreement.agreementId,
        state: agreement.state,
        agencyNormalizedName: agreement.agencyNormalizedName,
        model: agreement.model,
        isInForce: isInForce(agreement.status),
      })),
      aliases: aliases.flatMap(({ agencyId, state, normalizedName }) => {
        const name = nameOf.get(agencyId);
        return name ? [{ state, alias: normalizedName, name }] : [];
      }),
      models: await this.models.all(),
    };
    return { agreements, directory };
  }
}
