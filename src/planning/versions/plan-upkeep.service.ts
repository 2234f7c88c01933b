import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { YearInstances } from '../instance/year-instance.js';
import { PlanContents } from './plan-contents.js';
import { Plan, PlanNote } from './plan.entity.js';
import { planSubject } from './plan-subject.js';
import { whatDiffers } from './plan-upkeep.rules.js';
import { namesOf } from './planned-items.rules.js';

/** What a check of one plan found. */
export interface UpkeepReport {
  number: string;
  /** In words. */
  found: string[];
  /** How many earlier notes are no longer so. */
  gone: number;
}

/** Holds approved plans against the world, and notes where they no longer agree. It changes no plan. */
@Injectable()
export class PlanUpkeep {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contents: PlanContents,
    private readonly years: YearInstances,
    private readonly audit: AuditTrail,
  ) {}

  /** Notes what differs and was not noted yet, and which notes are no longer so. */
  async check(isDryRun: boolean): Promise<UpkeepReport[]> {
    const approved = await this.unitOfWork.reading().find(Plan, {
      where: { status: 'approved' },
      order: { fiscalYear: 'ASC' },
    });
    const reports: UpkeepReport[] = [];
    for (const { id } of approved) reports.push(await this.checkPlan(id, isDryRun));
    return reports;
  }

  private checkPlan(id: string, isDryRun: boolean): Promise<UpkeepReport> {
    return this.unitOfWork.run(async (manager) => {
      const content = await this.contents.read(id);
      const { plan } = content;
      const now = await this.years.build(plan.fiscalYear);
      const differences = new Map(
        whatDiffers(content, now, namesOf(content)).map((one) => [one.key, one]),
      );
      const known = await manager.findBy(PlanNote, { planId: id });
      const open = new Set(known.filter(({ goneOn }) => goneOn === null).map((one) => one.noteKey));
      const found = [...differences.values()].filter(({ key }) => !open.has(key));
      const gone = known.filter(
        ({ goneOn, noteKey }) => goneOn === null && !differences.has(noteKey),
      );
      const report = {
        number: plan.number,
        found: found.map(({ words }) => words),
        gone: gone.length,
      };
      if (isDryRun || found.length + gone.length === 0) return report;
      for (const { id: noteId } of gone)
        await manager.update(PlanNote, { id: noteId }, { goneOn: now.plannedFrom });
      for (const { key, task, words } of found) {
        // What comes back is the same note, found again.
        await manager.delete(PlanNote, { planId: id, noteKey: key });
        await manager.insert(PlanNote, {
          ...{ id: newId(), planId: id, noteKey: key, taskId: task, words },
          ...{ foundOn: now.plannedFrom, goneOn: null },
        });
      }
      await this.audit.record({
        action: 'plan.checked',
        subject: planSubject(plan),
        details: { found: found.length, gone: gone.length },
      });
      return report;
    });
  }
}
