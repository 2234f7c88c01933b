import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, MoreThan, Not } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { OfficesService } from '../../offices/offices.service.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Conflict } from '../../platform/http/problem.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { addEvents, derivePeriods } from '../agreement-events.js';
import { AgreementEvent } from '../agreement.entity.js';
import { OfficialList } from '../official-list.entity.js';
import { OfficialLists } from '../official-lists.js';
import { RegisterDependents } from '../register-dependents.js';
import { AbsenceSettlement } from './absence-settlement.js';
import { concernedBy, takenBackFrom } from './concerned-agreements.js';
import { ListApplication } from './list-apply.js';
import { takeProposals } from './list-answers.js';
import { ListAssessment } from './list-assessment.js';
import { countsOf, type ListDiff } from './list-diff.js';
import { Absence, ListImport } from './list-import.entity.js';
import { ListImports, saveImport } from './list-imports.service.js';
import { listOfImport } from './list-of-import.js';
import { sourceOf } from './list-source.js';
import { QuestionsOpen } from './questions-open.js';

/** Puts lists into the register, and takes them back. */
@Injectable()
export class ListApplications {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly imports: ListImports,
    private readonly assessment: ListAssessment,
    private readonly offices: OfficesService,
    private readonly dependents: RegisterDependents,
    private readonly clock: BusinessClock,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Puts a list into the register, in one transaction. It is held against the register once more: somebody may have
   * changed it since the list was read, also with another list.
   * @param isUnattended takes the proposal of every question; what cannot be proposed is left out
   * @throws Stale; Conflict `questions-open` when a person must say something first, `in-doubt` when it does not look
   *   like what it says it is
   */
  async apply(
    id: string,
    { isUnattended, version }: { isUnattended: boolean; version?: number },
    by: string,
  ): Promise<ListImport> {
    return this.unitOfWork.run(async (manager) => {
      const listImport = await this.imports.open(manager, id, version, ['needs-answers', 'ready']);
      const diff = await this.settledDiff(manager, listImport, isUnattended, by);
      const at = this.clock.moment();
      const list = listOfImport(listImport, listImport.rowsRead, at);
      list.edition = await freeEdition(manager, list);
      const applying = { by, at, isUnattended };
      const application = new ListApplication(manager, this.offices, list, applying);
      const told = await application.apply(diff);
      const counts = countsOf(diff, listImport.rowsRead);
      await saveImport(manager, listImport, {
        state: 'applied',
        listId: list.id,
        edition: list.edition,
        counts,
        refusal: null,
        appliedAt: at,
        appliedBy: by,
      });
      await this.imports.record('list.applied', listImport, { ...counts, isUnattended });
      for (const { id: agreementId, label, action, changes } of told)
        await this.audit.record({
          action,
          subject: { type: 'agreement', id: agreementId, label },
          details: { list: list.title, importId: id, what: changes.join('; ') },
        });
      this.doorbell.ring('obligations.reconcile');
      return manager.findOneByOrFail(ListImport, { id });
    });
  }

  /**
   * Takes an applied list back, as long as nothing was built on it: no later list, no event that a person recorded, and
   * nothing of the floors above. What the register said meanwhile stays known.
   * @throws Conflict saying what was built on it
   */
  async undo(id: string, version: number | undefined, by: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const listImport = await this.imports.open(manager, id, version, ['applied']);
      const listId = listImport.listId ?? '';
      const agreementIds = await concernedBy(manager, listId);
      await this.refuseIfBuiltOn(manager, listImport, agreementIds);
      const at = this.clock.moment();
      await manager.update(OfficialList, { id: listId }, { withdrawnAt: at });
      const list = await manager.findOneByOrFail(OfficialList, { id: listId });
      await addEvents(manager, await this.takenBack(manager, list, agreementIds, by));
      const lists = await OfficialLists.holding(manager);
      const applying = { by, at, isUnattended: false };
      const settlement = new AbsenceSettlement(manager, lists, list, applying);
      await derivePeriods(manager, agreementIds, at, (told) => settlement.settle(told));
      await saveImport(manager, listImport, { state: 'undone', undoneAt: at, undoneBy: by });
      await this.imports.record('list.undone', listImport, { agreements: agreementIds.length });
      this.doorbell.ring('obligations.reconcile');
    });
  }

  /** The diff without open questions. */
  private async settledDiff(
    manager: EntityManager,
    listImport: ListImport,
    isUnattended: boolean,
    by: string,
  ): Promise<ListDiff> {
    const answering = { importId: listImport.id, by, at: this.clock.moment(), isUnattended };
    const { diff, doubt } = isUnattended
      ? {
          diff: (await takeProposals(manager, this.assessment, listImport, answering)).diff,
          doubt: null,
        }
      : await this.assessment.assess(manager, listImport);
    if (doubt || !diff) throw new Conflict('in-doubt', doubt?.text ?? 'It cannot be applied.');
    if (diff.questions.length > 0) throw new QuestionsOpen(diff.questions);
    return diff;
  }

  /** What lists told that do not stand any more counts no longer; what these had put right counts again. */
  private async takenBack(
    manager: EntityManager,
    list: OfficialList,
    agreementIds: string[],
    by: string,
  ): Promise<AgreementEvent[]> {
    const withdrawn = await manager.findBy(OfficialList, { withdrawnAt: Not(IsNull()) });
    const isVoid = new Set(withdrawn.map(({ id }) => id));
    return takenBackFrom(
      manager,
      agreementIds,
      ({ listId }) => listId !== null && isVoid.has(listId),
      {
        source: sourceOf(list),
        reason: 'The import of the list was undone',
        recordedAt: this.clock.moment(),
        recordedBy: by,
        listId: list.id,
      },
      { keepsBegin: false },
    );
  }

  private async refuseIfBuiltOn(
    manager: EntityManager,
    listImport: ListImport,
    agreementIds: string[],
  ): Promise<void> {
    const appliedAt = listImport.appliedAt ?? '';
    const later = await manager.findOneBy(ListImport, [
      { state: 'applied', appliedAt: MoreThan(appliedAt) },
      { state: 'applied', appliedAt, id: MoreThan(listImport.id) },
    ]);
    if (later)
      throw new Conflict(
        'built-upon',
        `${later.fileName} was applied after it: undo that import first.`,
      );
    const answered = await manager.findBy(Absence, { listId: listImport.listId ?? '' });
    if (answered.some(({ resolution, isUnattended }) => resolution !== null && !isUnattended))
      throw new Conflict(
        'built-upon',
        'Somebody has said what became of an agreement that it lacks.',
      );
    const events = await manager.findBy(AgreementEvent, { agreementId: In(agreementIds) });
    if (events.some(({ listId, recordedAt }) => listId === null && recordedAt > appliedAt))
      throw new Conflict(
        'built-upon',
        'Somebody has recorded an event of an agreement on it since.',
      );
    const begun = events.filter(
      ({ event, listId, correctsId }) =>
        event === 'signed' && correctsId === null && listId === listImport.listId,
    );
    const upon = await this.dependents.describe(begun.map(({ agreementId }) => agreementId));
    if (upon.length > 0)
      throw new Conflict(
        'built-upon',
        `On agreements that it began, there is already ${upon.join(', ')}.`,
      );
  }
}

/** A file that replaces one of the same edition stands after it. */
async function freeEdition(manager: EntityManager, list: OfficialList): Promise<number> {
  const { kind, asOf } = list;
  const standing = await manager.findBy(OfficialList, { kind, asOf, withdrawnAt: IsNull() });
  const taken = new Set(standing.map(({ edition }) => edition));
  let edition = list.edition;
  while (taken.has(edition)) edition++;
  return edition;
}
