import { Injectable } from '@nestjs/common';
import { In, IsNull, type EntityManager } from 'typeorm';
import { BusinessClock } from '../platform/clock/clock.js';
import { addDays, type Day, earlierOf, fiscalYearOf } from '../platform/clock/calendar.js';
import { Policy } from '../platform/config/policy.js';
import { newId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  type InstallationStep,
  InstallationSteps,
} from '../platform/installation/installation-steps.js';
import { nextNumber } from '../platform/installation/installation.js';
import { Position } from '../workforce/position.entity.js';
import { Agency, Agreement, AgreementPeriod } from '../registry/agreement.entity.js';
import { IN_FORCE } from '../registry/agreement-status.rules.js';
import { ChecklistEvidence, ChecklistItem } from './checklist/checklist.entity.js';
import { ChecklistMaking } from './checklist/checklist-making.js';
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
import { ReportFindings } from './life-cycle/report-findings.js';
import { IssuedPaper } from './papers/paper.entity.js';
import { DEMONSTRATION_BEGINS, sampleSteps } from './sample-life-cycle.rules.js';
import { sampleVisits, type SampleFinding, type SampleVisit } from './sample-visits.js';

/** Who works on the reports that are under way. */
const SAMPLE_TEAM = ['Team leader 1', 'Inspector 1'];

/**
 * Invented past inspections of the agreements of the 2012 register, with findings and corrective actions: what OPR
 * really found is not public. Every row is marked as a sample.
 */
@Injectable()
export class SampleInspections implements InstallationStep {
  readonly phase = 'sample';
  readonly name = 'sample-inspections';
  readonly version = '2';
  readonly order = 20;

  constructor(
    steps: InstallationSteps,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    private readonly checklists: ChecklistMaking,
    private readonly reportFindings: ReportFindings,
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
      await manager.delete(ChecklistEvidence, { inspectionId: In(ids) });
      await manager.delete(ChecklistItem, { inspectionId: In(ids) });
      await manager.delete(IssuedPaper, { inspectionId: In(ids) });
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
    const startsOn = addDays(visit.endedOn, -(this.policy.inspections.team.workDays - 1));
    const fiscalYear = fiscalYearOf(visit.endedOn);
    const findings = visit.findings.map((finding) => ({
      ...finding,
      closedOn: finding.isOpen
        ? null
        : earlierOf(addDays(this.actionDueOn(visit, finding), 30), DEMONSTRATION_BEGINS),
    }));
    const steps = sampleSteps(
      {
        startsOn,
        endsOn: visit.endedOn,
        hasOpenFinding: findings.some(({ isOpen }) => isOpen),
        closedOn:
          findings
            .map(({ closedOn }) => closedOn ?? '')
            .sort()
            .at(-1) ?? null,
        standsAt: visit.standsAt,
      },
      this.policy,
    );
    const inspection: Omit<Inspection, 'version'> = {
      id: newId(),
      number: await nextNumber(manager, `INS-${fiscalYear}`),
      kind: 'full',
      agreementId,
      obligationId: null,
      fiscalYear,
      dueOn: null,
      startsOn,
      endsOn: visit.endedOn,
      releaseOn: null,
      status: steps.at(-1)?.to ?? 'scheduled',
      reportedOn: steps.find(({ to }) => to === 'final-report')?.on ?? null,
      reason: 'Sample: this inspection is invented.',
      isSample: true,
      createdAt: this.clock.moment(),
    };
    await manager.insert(Inspection, { ...inspection, version: 1 });
    await manager.insert(
      InspectionEvent,
      steps.map(({ from, to, on }) => ({
        id: newId(),
        inspectionId: inspection.id,
        event: to,
        onDay: on,
        from,
        to,
        reason: null,
        recordedAt: this.clock.moment(),
        recordedBy: 'the sample data',
      })),
    );
    if (visit.standsAt) await this.addUnfinished(manager, { ...inspection, version: 1 }, visit);
    else
      for (const [index, finding] of findings.entries())
        await this.addFinding(manager, inspection, visit, finding, index + 1);
  }

  /** By the finding's own day, or by the policy's days after the report, as it would be on its limit. */
  private actionDueOn(visit: SampleVisit, finding: SampleFinding): Day {
    const reportedOn = addDays(visit.endedOn, this.policy.reports.finalDays);
    return (
      finding.actionDueOn ??
      addDays(reportedOn, this.policy.correctiveActions.dueDays[finding.severity])
    );
  }

  /** A visit whose report is under way has a team, and a checklist in which everything is rated but the findings' items. */
  private async addUnfinished(
    manager: EntityManager,
    inspection: Inspection,
    { findings, standsAt }: SampleVisit,
  ): Promise<void> {
    const positions = await manager.find(Position, {
      where: { title: In(SAMPLE_TEAM), isSample: true },
    });
    await manager.insert(
      InspectionTeamMember,
      positions.map(({ id, role }) => ({
        id: newId(),
        inspectionId: inspection.id,
        positionId: id,
        role,
      })),
    );
    await this.checklists.make(inspection, manager);
    for (const item of await manager.findBy(ChecklistItem, { inspectionId: inspection.id })) {
      const finding = findings.find(({ requirement }) => requirement === item.requirementCode);
      // Field work has just ended: what concerns ICE is still to be rated.
      if (standsAt === 'exit-interview' && item.side === 'ice') continue;
      await manager.update(
        ChecklistItem,
        { id: item.id },
        {
          rating: finding?.kind ?? 'compliant',
          observation: finding ? `Sample: ${finding.observation}` : '',
          changedAt: this.clock.moment(),
          changedBy: 'the sample data',
          version: 2,
        },
      );
    }
    if (standsAt === 'draft-report') await this.reportFindings.raise(inspection, manager);
  }

  private async addFinding(
    manager: EntityManager,
    inspection: { id: string; number: string; agreementId: string },
    visit: SampleVisit,
    sample: SampleFinding & { closedOn: Day | null },
    ordinal: number,
  ): Promise<void> {
    const dueOn = this.actionDueOn(visit, sample);
    const { closedOn } = sample;
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
