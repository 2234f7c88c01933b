import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Day } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { newId } from '../platform/db/id.js';
import { insertAll } from '../platform/db/insert-once.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';

import { Conflict, InvalidRequest, NotFound } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { agreementSubject } from '../registry/agreement-events.js';
import { AgreementsService } from '../registry/agreements.service.js';
import { byAgreement } from '../registry/by-agreement.js';
import { type AgreementOnDay, RegistryReader } from '../registry/registry-reader.js';
import { objectionToPeriod } from './figure-table.rules.js';
import { currentFigures, type Figure, figureKey, measureName } from './measures.rules.js';
import { AgreementFigure } from './renewal.entity.js';

/** A figure that is to be recorded. */
export type NewFigure = Figure & { agreementId: string };

/** The figures of one agreement. */
export interface FigureRegister {
  agreement: AgreementOnDay;
  /** The one that counts of each measure and period, latest period first. */
  current: AgreementFigure[];
  /** Those that a later one corrected, latest first. */
  corrected: AgreementFigure[];
}

/** Figures on training, meetings and activity. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agreements: AgreementsService,
    private readonly registry: RegistryReader,
    private readonly audit: AuditTrail,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  today(): Day {
    return this.clock.today(this.policy.timeZone);
  }

  /** @throws NotFound also when the agreement lies outside the viewer's field office */
  async find(agreementId: string, viewer: Viewer): Promise<FigureRegister> {
    const agreement = (await this.agreements.isVisible(agreementId, viewer))
      ? await this.registry.describeAgreement(agreementId, this.today())
      : undefined;
    if (!agreement) throw new NotFound('The agreement');
    const rows = await this.rowsOf([agreementId]);
    const current = currentFigures(rows);
    const counting = new Set(current.map(({ id }) => id));
    return {
      agreement,
      current,
      corrected: rows.filter(({ id }) => !counting.has(id)).reverse(),
    };
  }

  /** The figures that count, by agreement. */
  async findCurrent(agreementIds: readonly string[]): Promise<Map<string, AgreementFigure[]>> {
    return byAgreement(currentFigures(await this.rowsOf(agreementIds)));
  }

  /**
   * Records a figure; one of the same measure and period is corrected by it.
   * @throws InvalidRequest (400) for a period that has not ended, Conflict (409) when the number is on record already
   */
  async enter(
    agreementId: string,
    figure: Figure & { source: string },
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async () => {
      const { agreement } = await this.find(agreementId, viewer);
      const objection = objectionToPeriod(figure.periodFrom, figure.periodUntil, this.today());
      if (objection)
        throw new InvalidRequest([{ pointer: '/until', parameter: 'until', detail: objection }]);
      const { source, ...facts } = figure;
      const recorded = await this.record([{ ...facts, agreementId }], source, viewer, [agreement]);
      if (recorded === 0)
        throw new Conflict('figure-on-record', 'This number is on record already.');
    });
  }

  /**
   * Adds figures in the caller's unit of work; what is on record already is left out. One audit entry per agreement.
   * @returns how many were added
   */
  async record(
    figures: readonly NewFigure[],
    source: string,
    viewer: Viewer,
    agreements: readonly AgreementOnDay[],
  ): Promise<number> {
    return this.unitOfWork.run(async (manager) => {
      const known = await this.findCurrent([...new Set(figures.map((one) => one.agreementId))]);
      const before = new Map(
        [...known.values()].flat().map((figure) => [figureKey(figure), figure.value]),
      );
      const added = figures.filter((figure) => before.get(figureKey(figure)) !== figure.value);
      await insertAll(
        manager,
        AgreementFigure,
        added.map(({ agreementId, measure, periodFrom, periodUntil, value }) => ({
          ...{ id: newId(), agreementId, measure, periodFrom, periodUntil, value },
          source,
          recordedAt: this.clock.moment(),
          recordedBy: viewer.name,
        })),
      );
      for (const agreement of agreements) {
        const own = added.filter(({ agreementId }) => agreementId === agreement.agreementId);
        if (own.length === 0) continue;
        await this.audit.record({
          action: 'agreement.figures-recorded',
          subject: agreementSubject(agreement),
          changes: own.map((figure) => ({
            field: `${measureName(figure.measure)}, ${figure.periodFrom} to ${figure.periodUntil}`,
            before: before.get(figureKey(figure)) ?? null,
            after: figure.value,
          })),
          details: { source },
        });
      }
      return added.length;
    });
  }

  /** As they were recorded, oldest first. */
  private rowsOf(agreementIds: readonly string[]): Promise<AgreementFigure[]> {
    return this.unitOfWork.reading().find(AgreementFigure, {
      where: { agreementId: In([...agreementIds]) },
      order: { recordedAt: 'ASC', id: 'ASC' },
    });
  }
}
