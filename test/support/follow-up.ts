import { In, Not } from 'typeorm';
import { CorrectiveAction } from '../../src/inspections/corrective-actions/corrective-action.entity.js';
import { FINISHED } from '../../src/inspections/corrective-actions/corrective-action.rules.js';
import { Finding, FindingCoverage } from '../../src/inspections/finding.entity.js';
import { FindingOutcome } from '../../src/inspections/focus-reviews/finding-outcome.entity.js';
import { isBeforeReport } from '../../src/inspections/focus-reviews/visit-standing.rules.js';
import { Inspection, InspectionTeamMember } from '../../src/inspections/inspection.entity.js';
import {
  type StepObjection,
  VisitConsequences,
} from '../../src/inspections/life-cycle/visit-consequences.js';
import { addDays, type Day, weekday } from '../../src/platform/clock/calendar.js';
import { newId } from '../../src/platform/db/id.js';
import { UnitOfWork } from '../../src/platform/db/unit-of-work.js';
import type { AgreementListResponse } from '../../src/registry/agreement.dto.js';
import { Position } from '../../src/workforce/position.entity.js';
import type { Client } from './client.js';
import type { TestApp } from './test-app.js';

/** Agreements in force, as a client sees them, of which no finding is open. */
export async function agreementsWithoutFindings(moa: TestApp, client: Client): Promise<string[]> {
  const { body } = await client.get('/api/v1/agreements?limit=500');
  const open = await unitOfWork(moa).reading().findBy(Finding, { status: 'open' });
  return (body as AgreementListResponse).items
    .map(({ id }) => id)
    .filter((id) => !open.some(({ agreementId }) => agreementId === id));
}

const unitOfWork = (moa: TestApp): UnitOfWork => moa.app.get(UnitOfWork);

/** A visit of the test's own, with a team of the sample's positions. */
export async function aVisit(
  moa: TestApp,
  given: Partial<Inspection> & Pick<Inspection, 'agreementId'>,
): Promise<Inspection> {
  const id = newId();
  const startsOn = given.startsOn ?? '2012-06-11';
  await unitOfWork(moa).run(async (manager) => {
    await manager.insert(Inspection, {
      ...{ id, number: `T-${id.slice(24)}`.toUpperCase(), kind: 'full', obligationId: null },
      ...{ fiscalYear: 2012, dueOn: startsOn, startsOn, endsOn: addDays(startsOn, 4) },
      ...{ releaseOn: null, status: 'scheduled' as const, reportedOn: null, reason: null },
      ...{ isSample: false, createdAt: '2012-06-01T12:00:00.000Z', version: 1 },
      ...given,
    });
    const positions = await manager.find(Position, {
      where: { title: In(['Team leader 1', 'Inspector 1']) },
    });
    for (const { id: positionId, title } of positions)
      await manager.insert(InspectionTeamMember, {
        ...{ id: newId(), inspectionId: id, positionId },
        role: title.startsWith('Team leader') ? 'leader' : 'inspector',
      });
  });
  return unitOfWork(moa).reading().findOneByOrFail(Inspection, { id });
}

/** A finding of a visit. It has no action until the visit's final report. */
export async function aFinding(
  moa: TestApp,
  visit: Inspection,
  given: Partial<Finding> = {},
): Promise<Finding> {
  const id = newId();
  await unitOfWork(moa).run((manager) =>
    manager.insert(Finding, {
      ...{ id, number: `${visit.number}/F${id.slice(33)}`.toUpperCase() },
      ...{ inspectionId: visit.id, agreementId: visit.agreementId, requirementCode: 'CMP-03' },
      ...{ kind: 'deficiency', severity: 'medium', side: 'agency' },
      ...{ observation: 'Of the test.', status: 'open', closedOn: null, closedReason: null },
      isSample: false,
      ...given,
    }),
  );
  return unitOfWork(moa).reading().findOneByOrFail(Finding, { id });
}

/** What keeps a visit from its final report. */
export function objectionsTo(moa: TestApp, visitId: string): Promise<StepObjection[]> {
  return unitOfWork(moa).run(async (manager) => {
    const visit = await manager.findOneByOrFail(Inspection, { id: visitId });
    return moa.app.get(VisitConsequences).objections(visit, 'final-report', manager);
  });
}

/** The final report of a visit, with all that follows from it. */
export function report(moa: TestApp, visitId: string, reportedOn: Day): Promise<void> {
  return unitOfWork(moa).run(async (manager) => {
    await manager.update(Inspection, { id: visitId }, { status: 'final-report', reportedOn });
    const visit = await manager.findOneByOrFail(Inspection, { id: visitId });
    await moa.app.get(VisitConsequences).follow(visit, 'final-report', manager);
  });
}

/** Puts the visit that is to verify a finding on the day that it is. */
export async function beginVisit(moa: TestApp, findingId: string, today: Day): Promise<Inspection> {
  return unitOfWork(moa).run(async (manager) => {
    const visit = await liveVisitOf(moa, findingId);
    if (!visit) throw new Error('no visit is to verify it');
    const startsOn = addDays(today, 1 - weekday(today));
    await manager.update(
      Inspection,
      { id: visit.id },
      { status: 'scheduled' as const, startsOn, endsOn: addDays(startsOn, 4) },
    );
    return manager.findOneByOrFail(Inspection, { id: visit.id });
  });
}

/** The visit that is to verify a finding; null when it has none. */
export async function liveVisitOf(moa: TestApp, findingId: string): Promise<Inspection | null> {
  const manager = unitOfWork(moa).reading();
  const coverage = await manager.findBy(FindingCoverage, { findingId });
  const visits = await manager.findBy(Inspection, {
    id: In(coverage.map(({ inspectionId }) => inspectionId)),
  });
  return visits.find(({ status }) => isBeforeReport(status)) ?? null;
}

/**
 * What must never be: a reported finding that is open and has neither an action in which something is asked nor a visit,
 * a closed one without its reason or with an action that goes on, two visits at once, an outcome without its round.
 */
export async function looseEnds(moa: TestApp, onlyFinding?: string): Promise<string[]> {
  const manager = unitOfWork(moa).reading();
  const findings = await manager.findBy(Finding, {
    isSample: false,
    ...(onlyFinding !== undefined && { id: onlyFinding }),
  });
  const actions = await manager.findBy(CorrectiveAction, {
    findingId: In(findings.map(({ id }) => id)),
  });
  const coverage = await manager.findBy(FindingCoverage, {
    findingId: In(findings.map(({ id }) => id)),
  });
  const outcomes = await manager.findBy(FindingOutcome, {
    findingId: In(findings.map(({ id }) => id)),
  });
  const visits = await manager.findBy(Inspection, { status: Not('cancelled') });
  const live = new Set(visits.filter(({ status }) => isBeforeReport(status)).map(({ id }) => id));
  return findings.flatMap((finding) => {
    const action = actions.find(({ findingId }) => findingId === finding.id);
    const own = coverage.filter(({ findingId }) => findingId === finding.id);
    const ownLive = own.filter(({ inspectionId }) => live.has(inspectionId));
    const rounds = own.map(({ round }) => round).sort((a, b) => a - b);
    const isAsked = action !== undefined && !FINISHED.includes(action.status);
    const wrong = [
      ...(finding.status === 'open' && action && !isAsked && ownLive.length === 0
        ? ['is open, and nothing is asked or planned']
        : []),
      ...(finding.status === 'closed' && (!finding.closedReason || !finding.closedOn)
        ? ['is closed without day and reason']
        : []),
      ...(finding.status === 'closed' && isAsked ? ['is closed, and its action goes on'] : []),
      ...(ownLive.length > 1 ? ['is to be verified by two visits'] : []),
      ...(rounds.some((round, index) => round !== index + 1) ? ['has a gap in its rounds'] : []),
      ...outcomes
        .filter(({ findingId, round }) => findingId === finding.id && !rounds.includes(round))
        .map(({ round }) => `has an outcome of a round that it does not have: ${round}`),
    ];
    return wrong.map((what) => `${finding.number} ${what}`);
  });
}
