import { Injectable } from '@nestjs/common';
import { In, IsNull, type EntityManager } from 'typeorm';
import { BusinessClock } from '../platform/clock/clock.js';
import { addDays, type Day, fiscalYearOf } from '../platform/clock/calendar.js';
import { Policy } from '../platform/config/policy.js';
import { newId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  type InstallationStep,
  InstallationSteps,
} from '../platform/installation/installation-steps.js';
import { nextNumber } from '../platform/installation/installation.js';
import { Agency, Agreement, AgreementPeriod } from '../registry/agreement.entity.js';
import { IN_FORCE } from '../registry/agreement-status.rules.js';
import {
  CorrectiveAction,
  CorrectiveActionDocument,
  CorrectiveActionEvent,
  CorrectiveActionExtension,
} from './corrective-actions/corrective-action.entity.js';
import { Finding, FindingCoverage } from './finding.entity.js';
import { FindingOutcome } from './focus-reviews/finding-outcome.entity.js';
import { Inspection, InspectionEvent, InspectionTeamMember } from './inspection.entity.js';
import { InspectionObligation } from './inspection-obligation.entity.js';
import { sampleVisits, type SampleFinding, type SampleVisit } from './sample-visits.js';

/**
 * Invented past inspections of the agreements of the 2012 register, with findings and corrective actions: what OPR
 * really found is not public. Every row is marked as a sample.
 */
@Injectable()
export class SampleInspections implements InstallationStep {
  readonly phase = 'sample';
  readonly name = 'sample-inspections';
  readonly version = '1';
  readonly order = 20;

  constructor(
    steps: InstallationSteps,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {
    steps.register(this);
  }

  async install(): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      if (await manager.existsBy(Inspection, { isSample: true })) return;
      const agreements = await manager
        .createQueryBuilder(Agreement, 'agreement')
        .innerJoin(Agency, 'agency', 'agency.id = agreement.agencyId')
        .select('agreement.id', 'id')
        .addSelect('agency.name', 'agency')
        .addSelect('agency.state', 'state')
        .orderBy('agency.state')
        .addOrderBy('agency.name')
        .getRawMany<{ id: string; agency: string; state: string }>();
      const idOf = new Map(agreements.map(({ id, agency, state }) => [`${state} ${agency}`, id]));
      const periods = await manager.find(AgreementPeriod, {
        where: { status: In([...IN_FORCE]), recordedUntil: IsNull() },
      });
      for (const visit of sampleVisits(agreements)) {
        const agreementId = idOf.get(`${visit.state} ${visit.agency}`);
        const wasInForce = periods.some(
          (period) =>
            period.agreementId === agreementId &&
            period.holdsFrom <= visit.endedOn &&
            (period.holdsUntil === null || period.holdsUntil > visit.endedOn),
        );
        if (agreementId && wasInForce) await this.addVisit(manager, agreementId, visit);
      }
    });
  }

  /** Also takes away what the jobs made out of the samples: obligations counted from them, visits by sample teams. */
  async remove(): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const samples = await manager.find(Inspection, { where: { isSample: true } });
      const ids = samples.map((inspection) => inspection.id);
      const findings = await manager.find(Finding, { where: { isSample: true } });
      const findingIds = findings.map((finding) => finding.id);
      await manager.delete(FindingCoverage, { findingId: In(findingIds) });
      const actions = await manager.findBy(CorrectiveAction, { findingId: In(findingIds) });
      const ofActions = { actionId: In(actions.map(({ id }) => id)) };
      await manager.delete(FindingOutcome, { findingId: In(findingIds) });
      await manager.delete(CorrectiveActionEvent, ofActions);
      await manager.delete(CorrectiveActionExtension, ofActions);
      await manager.delete(CorrectiveActionDocument, ofActions);
      await manager.delete(CorrectiveAction, { findingId: In(findingIds) });
      await manager.delete(Finding, { id: In(findingIds) });
      await manager.delete(InspectionTeamMember, { inspectionId: In(ids) });
      await manager.delete(InspectionEvent, { inspectionId: In(ids) });
      await manager.delete(Inspection, { id: In(ids) });
      await manager.delete(InspectionObligation, {
        anchorKey: In(ids.map((id) => `inspection:${id}`)),
      });
    });
  }

  private async addVisit(
    manager: EntityManager,
    agreementId: string,
    visit: SampleVisit,
  ): Promise<void> {
    const reportedOn = addDays(visit.endedOn, this.policy.reports.finalDays);
    const fiscalYear = fiscalYearOf(visit.endedOn);
    const inspection = {
      id: newId(),
      number: await nextNumber(manager, `INS-${fiscalYear}`),
      kind: 'full' as const,
      agreementId,
      obligationId: null,
      fiscalYear,
      dueOn: null,
      startsOn: addDays(visit.endedOn, -(this.policy.inspections.team.workDays - 1)),
      endsOn: visit.endedOn,
      status: 'completed' as const,
      reportedOn,
      reason: 'Sample: this inspection is invented.',
      isSample: true,
      createdAt: this.clock.moment(),
    };
    await manager.insert(Inspection, { ...inspection, version: 1 });
    for (const [index, finding] of visit.findings.entries())
      await this.addFinding(manager, inspection, reportedOn, finding, index + 1);
  }

  private async addFinding(
    manager: EntityManager,
    inspection: { id: string; number: string; agreementId: string },
    reportedOn: Day,
    sample: SampleFinding,
    ordinal: number,
  ): Promise<void> {
    const dueOn =
      sample.actionDueOn ??
      addDays(reportedOn, this.policy.correctiveActions.dueDays[sample.severity]);
    const closedOn = sample.isOpen ? null : addDays(dueOn, 30);
    const findingId = newId();
    await manager.insert(Finding, {
      id: findingId,
      number: `${inspection.number}/F${ordinal}`,
      inspectionId: inspection.id,
      agreementId: inspection.agreementId,
      requirementCode: sample.requirement,
      kind: sample.kind,
      severity: sample.severity,
      side: sample.side,
      observation: `Sample: ${sample.observation}`,
      status: sample.isOpen ? 'open' : 'closed',
      closedOn,
      closedReason: sample.isOpen ? null : 'Sample: verified as corrected.',
      isSample: true,
    });
    const isDone = !sample.isOpen || sample.isActionDone === true;
    const action: CorrectiveAction = {
      id: newId(),
      findingId,
      plan: `Sample: ${sample.plan}`,
      owner: sample.side === 'ice' ? 'field-office' : 'agency',
      plannedOn: null,
      dueOn,
      status: !sample.isOpen ? 'verified' : isDone ? 'implemented' : 'accepted',
      doneOn: isDone ? addDays(dueOn, -3) : null,
      doneNote: isDone ? 'Sample: evidence received.' : null,
      isSample: true,
      version: 1,
    };
    await manager.insert(CorrectiveAction, action);
    await manager.insert(CorrectiveActionEvent, {
      ...{ id: newId(), actionId: action.id, event: 'carried-over' },
      ...{ fromStatus: null, toStatus: action.status, dueFrom: null, dueTo: dueOn },
      ...{ note: action.plan, told: null, recordedAt: this.clock.moment() },
      ...{ recordedBy: 'the installation', recordedById: null },
    });
  }
}
