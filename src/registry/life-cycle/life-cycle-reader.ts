import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Day } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { Policy } from '../../platform/config/policy.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { agreementsOn, type AgreementOnDay, fetchAgreements } from '../agreements-on-day.js';
import { AgreementEvent, AgreementPeriod, type ProgramModel } from '../agreement.entity.js';
import { ProgramModels } from '../program-models.js';
import { factsOfHistory, type LifeCycleFacts, type Sibling } from './life-cycle-facts.rules.js';

/** Reads what the rules of the life cycle decide by. */
@Injectable()
export class LifeCycleReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly models: ProgramModels,
    private readonly policy: Policy,
  ) {}

  /** @param agreement as it is today */
  async factsOf({ agreementId, agencyId }: AgreementOnDay, today: Day): Promise<LifeCycleFacts> {
    const manager = this.unitOfWork.reading();
    const periods = await manager.find(AgreementPeriod, {
      where: { agreementId, recordedUntil: IsNull() },
      order: { holdsFrom: 'ASC' },
    });
    const models = await this.models.all();
    return {
      ...factsOfHistory(await this.eventsOf(agreementId), periods, today),
      periods,
      siblings: await this.siblingsOf(agreementId, agencyId, models, today),
      models: models.map(({ code }) => code),
      policy: this.policy.registry,
    };
  }

  /** All that was ever recorded of an agreement, also what was corrected since. */
  eventsOf(agreementId: string): Promise<AgreementEvent[]> {
    return this.unitOfWork.reading().findBy(AgreementEvent, { agreementId });
  }

  private async siblingsOf(
    agreementId: string,
    agencyId: string,
    models: readonly ProgramModel[],
    today: Day,
  ): Promise<Sibling[]> {
    const rows = await fetchAgreements(
      agreementsOn(this.unitOfWork.reading(), today)
        .andWhere('agency.id = :agencyId', { agencyId })
        .andWhere('agreement.id <> :agreementId', { agreementId })
        .orderBy('agreement.id'),
    );
    return rows.map((row) => ({
      agreementId: row.agreementId,
      name: nameOf(row, models),
      status: row.status,
    }));
  }
}

function nameOf({ model, signedOn }: AgreementOnDay, models: readonly ProgramModel[]): string {
  const name = models.find(({ code }) => code === model)?.name ?? model;
  return `${name}, ${signedOn ? `signed ${dayText(signedOn)}` : 'signing not known'}`;
}
