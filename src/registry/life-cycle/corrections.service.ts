import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail, type AuditRecord } from '../../audit/audit-trail.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import {
  Conflict,
  InvalidRequest,
  NotFound,
  problemItem,
  Stale,
} from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { agreementSubject, recordEvent } from '../agreement-events.js';
import { EVENT_WORDS } from '../agreement-words.js';
import type { AgreementEvent } from '../agreement.entity.js';
import type { AgreementOnDay } from '../agreements-on-day.js';
import { AgreementsService, publicFacts } from '../agreements.service.js';
import { ProgramModels } from '../program-models.js';
import {
  changesOfCorrection,
  type Correction,
  correctedEvent,
  objectionsToCorrection,
  objectionToRetraction,
} from './correction.rules.js';
import { LifeCycleReader } from './life-cycle-reader.js';
import { takeVersion } from './life-cycle.service.js';
import { withoutNewRival } from './rivals.js';

/** An entry of an agreement's history that counts, with all entries. */
export interface EntryInHistory {
  agreement: AgreementOnDay;
  event: AgreementEvent;
  events: AgreementEvent[];
}

/** Puts right what was recorded earlier. What was said stays in the history, and what the register said then stays known. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agreements: AgreementsService,
    private readonly reader: LifeCycleReader,
    private readonly models: ProgramModels,
    private readonly clock: BusinessClock,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * An entry that still counts.
   * @throws NotFound (404); Conflict (409) when another entry stands in for it
   */
  async findEntry(agreementId: string, eventId: string, viewer: Viewer): Promise<EntryInHistory> {
    const today = this.agreements.today();
    const { agreement } = await this.agreements.find(agreementId, { asOf: today }, viewer);
    const events = await this.reader.eventsOf(agreementId);
    const event = events.find(({ id }) => id === eventId);
    if (!event) throw new NotFound('The entry of the history');
    if (event.event === 'retracted' || events.some(({ correctsId }) => correctsId === eventId))
      throw new Conflict(
        'corrected-already',
        `“${EVENT_WORDS[event.event]}” was put right or taken back since: another entry stands in its place.`,
      );
    return { agreement, event, events };
  }

  /**
   * Records an entry that stands in for an earlier one.
   * @param version of the agreement, as the caller saw it
   * @throws NotFound (404), Stale (412), Conflict (409), InvalidRequest (400) naming the fields that are wrong
   */
  async correctEvent(
    agreementId: string,
    eventId: string,
    correction: Correction,
    reason: string,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.replace({ agreementId, eventId, version, viewer }, async (entry) => {
      const { event, events } = entry;
      const objections = objectionsToCorrection(event, correction, reason, {
        events,
        models: (await this.models.all()).map(({ code }) => code),
        today: this.agreements.today(),
      });
      if (objections.length > 0) throw new InvalidRequest(objections.map(problemItem));
      return {
        facts: Object.assign(correctedEvent(event, correction, reason), { id: newId() }),
        action: 'agreement.entry-corrected',
        changes: changesOfCorrection(event, correction).map(({ name, before, after }) => ({
          field: name,
          before,
          after,
        })),
        reason: reason.trim(),
      };
    });
  }

  /**
   * Takes an entry back: it was recorded by mistake, and counts no longer.
   * @throws as `correctEvent`
   */
  async retractEvent(
    agreementId: string,
    eventId: string,
    reason: string,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.replace({ agreementId, eventId, version, viewer }, ({ event, events }) => {
      if (reason.trim() === '')
        throw new InvalidRequest([
          problemItem({ field: 'reason', detail: 'Say why it is taken back.' }),
        ]);
      const objection = objectionToRetraction(event, events);
      if (objection) throw new Conflict('history-would-break', objection);
      return Promise.resolve({
        facts: {
          agreementId,
          onDay: event.onDay,
          event: 'retracted' as const,
          reason: reason.trim(),
          source: `Recorded by ${viewer.name}`,
          correctsId: event.id,
        },
        action: 'agreement.entry-retracted',
        changes: [{ field: 'entry', before: EVENT_WORDS[event.event], after: null }],
        reason: reason.trim(),
      });
    });
  }

  private async replace(
    asked: { agreementId: string; eventId: string; version: number; viewer: Viewer },
    decide: (entry: EntryInHistory) => Promise<Replacement>,
  ): Promise<void> {
    const { agreementId, eventId, version, viewer } = asked;
    await this.unitOfWork.run(async (manager) => {
      const entry = await this.findEntry(agreementId, eventId, viewer);
      if (entry.agreement.version !== version) throw new Stale(publicFacts(entry.agreement));
      const replacement = await decide(entry);
      await takeVersion(manager, entry.agreement);
      await withoutNewRival(manager, agreementId, () =>
        this.record(manager, replacement.facts, viewer),
      );
      await this.audit.record({
        action: replacement.action,
        subject: agreementSubject(entry.agreement),
        changes: replacement.changes,
        reason: replacement.reason,
        details: { entry: EVENT_WORDS[entry.event.event], on: entry.event.onDay },
      });
      this.doorbell.ring('obligations.reconcile');
      this.doorbell.ring('reminders.plan');
    });
  }

  private record(
    manager: EntityManager,
    facts: Replacement['facts'],
    viewer: Viewer,
  ): Promise<void> {
    return recordEvent(manager, {
      ...facts,
      recordedAt: this.clock.moment(),
      recordedBy: viewer.name,
    });
  }
}

interface Replacement extends Required<Pick<AuditRecord, 'action' | 'changes' | 'reason'>> {
  facts: Omit<Parameters<typeof recordEvent>[1], 'recordedAt' | 'recordedBy'>;
}
