import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { type Day, isDay } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { InvalidRequest, NotFound, Stale } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { ProgramModels } from '../registry/program-models.js';
import { objectionsToContent, type RequirementContent } from './catalogue.rules.js';
import { CatalogueService } from './catalogue.service.js';
import { Requirement, RequirementVersion } from './requirement.entity.js';
import { type Objection, standardWords } from './standard.rules.js';
import { latestOf, objectionToBeginning } from './versions.rules.js';

/** What a requirement is to say from a day on, and why. */
export interface NewVersion extends RequirementContent {
  holdsFrom: Day;
  reason: string;
}

/** Fields that a request holds within its `standard`. */
const OF_STANDARD = new Set(['what', 'bound', 'amount', 'unit', 'weekends']);

/** Adds versions to requirements. None is ever altered or taken away: inspections were judged by them. */
@Injectable()
export class RequirementVersions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly catalogue: CatalogueService,
    private readonly models: ProgramModels,
    private readonly audit: AuditTrail,
    private readonly clock: BusinessClock,
  ) {}

  /**
   * Lets a requirement say something else from a day on, today or later; what it says until then ends there.
   * @throws NotFound, Stale (412), InvalidRequest (400) naming every field that is wrong
   */
  async addVersion(
    code: string,
    draft: NewVersion,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { requirement, versions } = await this.catalogue.describe(code, this.catalogue.today());
      const latest = latestOf(versions);
      if (!latest) throw new NotFound('The requirement');
      if (requirement.version !== version) throw stale(requirement, latest);
      await this.mustBeSound(draft, versions);
      const { affected } = await manager.update(
        Requirement,
        { code, version },
        { version: version + 1 },
      );
      if (affected !== 1) throw stale(requirement, latest);
      await manager.update(
        RequirementVersion,
        { requirementCode: code, holdsFrom: latest.holdsFrom, holdsUntil: IsNull() },
        { holdsUntil: draft.holdsFrom },
      );
      await manager.insert(RequirementVersion, {
        ...draft,
        requirementCode: code,
        holdsUntil: null,
        recordedAt: this.clock.moment(),
        recordedBy: viewer.name,
      });
      await this.audit.record({
        action: 'requirement.version-added',
        subject: { type: 'requirement', id: code, label: code },
        changes: changesOf(latest, draft),
        reason: draft.reason,
        details: { holdsFrom: draft.holdsFrom },
      });
    });
  }

  private async mustBeSound(draft: NewVersion, versions: RequirementVersion[]): Promise<void> {
    const models = (await this.models.all()).map(({ code }) => code);
    const objections = [
      ...objectionsToDay(draft.holdsFrom, versions, this.catalogue.today()),
      ...objectionsToContent(draft, models),
      ...(draft.reason === '' ? [{ field: 'reason', detail: 'reason must say why' }] : []),
    ];
    if (objections.length === 0) return;
    throw new InvalidRequest(
      objections.map(({ field, detail }) => ({
        pointer: OF_STANDARD.has(field) ? `/standard/${field}` : `/${field}`,
        parameter: field,
        detail,
      })),
    );
  }
}

function objectionsToDay(from: Day, versions: RequirementVersion[], today: Day): Objection[] {
  const detail = isDay(from)
    ? objectionToBeginning(versions, from, today)
    : 'holdsFrom must be a day of the calendar such as 2012-10-01';
  return detail === undefined ? [] : [{ field: 'holdsFrom', detail }];
}

/** What one may compare after a 412. */
const stale = (requirement: Requirement, latest: RequirementVersion): Stale =>
  new Stale({ ...factsOf(latest), holdsFrom: latest.holdsFrom, version: requirement.version });

function changesOf(
  before: RequirementContent,
  after: RequirementContent,
): { field: string; before: unknown; after: unknown }[] {
  const [old, present] = [factsOf(before), factsOf(after)];
  return Object.keys(old)
    .filter((field) => old[field] !== present[field])
    .map((field) => ({ field, before: old[field], after: present[field] }));
}

/** A content in words. */
const factsOf = (content: RequirementContent): Record<string, string | null> => ({
  text: content.text,
  clause: content.clause,
  models: content.models.join(', '),
  templates: content.templates.join(', '),
  standard: standardWords(content.standard),
  inference: content.standard.inference,
  deviations:
    content.deviations
      .map(({ template, standard }) => `${template}: ${standardWords(standard)}`)
      .join(' ') || null,
  source: content.source,
});
