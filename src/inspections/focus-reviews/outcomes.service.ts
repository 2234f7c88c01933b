import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import {
  Conflict,
  InvalidRequest,
  NotAllowed,
  problemItem,
  Stale,
} from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { ActionRecord, publicFacts } from '../corrective-actions/action-record.js';
import { type FindingDetail, FindingsService } from '../findings.service.js';
import { FindingOutcome } from './finding-outcome.entity.js';
import type { Outcome } from './outcome.rules.js';
import { hasBegun, isBeforeReport } from './visit-standing.rules.js';

/** What visits find of what they verify, round by round. */
@Injectable()
export class OutcomesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findings: FindingsService,
    private readonly record: ActionRecord,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly audit: AuditTrail,
  ) {}

  /** The round whose outcome can be recorded now; null when no visit is there. */
  openRound({ finding, coverage }: FindingDetail): FindingDetail['coverage'][number] | null {
    const last = coverage.at(-1);
    const today = this.clock.today(this.policy.timeZone);
    return last &&
      finding.status === 'open' &&
      isBeforeReport(last.visit.status) &&
      hasBegun(last.visit, today)
      ? last
      : null;
  }

  /**
   * Records the outcome of the round that is under way, or changes it: until the visit's final report, when it takes effect.
   * @throws NotFound (404), Stale (412), NotAllowed (403) for who is not on the visit, Conflict (409) when none is under
   *   way, InvalidRequest (400)
   */
  async recordOutcome(
    findingId: string,
    { outcome, note }: { outcome: Outcome; note: string },
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const detail = await this.findings.find(findingId, viewer);
      const { finding, action } = detail;
      if (!action)
        throw new Conflict(
          'not-reported',
          `${finding.number} is not reported yet: no visit verifies it.`,
        );
      if (action.version !== version) throw new Stale(publicFacts(action));
      const round = this.openRound(detail);
      if (!round) throw await this.refusal(detail);
      if (note.trim() === '')
        throw new InvalidRequest([
          problemItem({ field: 'note', detail: 'note must say what the visit saw.' }),
        ]);
      await this.record.takeVersion(manager, action);
      const key = { findingId, round: round.round };
      const before = await manager.findOneBy(FindingOutcome, key);
      const said = {
        ...{ inspectionId: round.visit.id, outcome, note: note.trim() },
        ...{ recordedAt: this.clock.moment(), recordedBy: viewer.name },
      };
      if (before)
        await manager.update(FindingOutcome, { id: before.id, effectiveOn: IsNull() }, said);
      else
        await manager.insert(FindingOutcome, { id: newId(), ...key, ...said, effectiveOn: null });
      await this.audit.record({
        action: 'finding.outcome-recorded',
        subject: { type: 'finding', id: findingId, label: finding.number },
        contextId: finding.agreementId,
        changes: [
          { field: 'outcome', before: before?.outcome ?? null, after: outcome },
          { field: 'note', before: before?.note ?? null, after: said.note },
        ],
        details: { round: round.round, visit: round.visit.number },
      });
    });
  }

  private async refusal({ finding, coverage }: FindingDetail): Promise<Conflict | NotAllowed> {
    const rounds = await this.findings.countRounds(finding.id);
    if (rounds > coverage.length)
      return new NotAllowed('The visit that verifies this finding is not one of yours.');
    return new Conflict(
      'no-visit-under-way',
      `No visit is under way that verifies ${finding.number}: its outcome cannot be recorded.`,
    );
  }
}
