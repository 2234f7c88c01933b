import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Day } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { InvalidRequest, NotFound } from '../platform/http/problem.js';
import { ProgramModels } from '../registry/program-models.js';
import { isMeasurableUnder, requirementsFor } from './catalogue.rules.js';
import { assessTemplates, type TemplateAssessment } from './measurability.rules.js';
import { Requirement, RequirementVersion } from './requirement.entity.js';
import { versionOn } from './versions.rules.js';

/** A requirement as the catalogue of a day has it. */
export interface RequirementOnDay {
  code: string;
  category: string;
  version: RequirementVersion;
}

export interface RequirementDetail extends RequirementOnDay {
  requirement: Requirement;
  /** All of its versions, latest first. */
  versions: RequirementVersion[];
}

/** What a list of requirements is narrowed to. */
export interface CatalogueFilter {
  asOf?: Day | undefined;
  template?: string | undefined;
  model?: string | undefined;
  isMeasurable?: boolean | undefined;
}

/** The catalogue of requirements. An inspection is judged by the catalogue of its day. */
@Injectable()
export class CatalogueService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly models: ProgramModels,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  today(): Day {
    return this.clock.today(this.policy.timeZone);
  }

  /** Every requirement with the version that holds on a day, by code. */
  async catalogueOn(day: Day): Promise<RequirementOnDay[]> {
    const manager = this.unitOfWork.reading();
    const versions = await manager
      .createQueryBuilder(RequirementVersion, 'version')
      .where('version.holdsFrom <= :day', { day })
      .andWhere('(version.holdsUntil IS NULL OR version.holdsUntil > :day)')
      .getMany();
    const requirements = await manager.findBy(Requirement, {
      code: In(versions.map(({ requirementCode }) => requirementCode)),
    });
    const byCode = new Map(versions.map((version) => [version.requirementCode, version]));
    return requirements
      .flatMap(({ code, category }) => {
        const version = byCode.get(code);
        return version ? [{ code, category, version }] : [];
      })
      .sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  /**
   * The requirements of a filter, by code.
   * @throws InvalidRequest (400) for a program model that is not known
   */
  async find(filter: CatalogueFilter): Promise<RequirementOnDay[]> {
    const { asOf, template, model, isMeasurable } = filter;
    if (model !== undefined) await this.mustBeKnown(model);
    const catalogue = await this.catalogueOn(asOf ?? this.today());
    const holding = new Set(
      requirementsFor(
        catalogue.map(({ version }) => version),
        { model, template },
      ),
    );
    return catalogue.filter(
      ({ version }) =>
        holding.has(version) &&
        (isMeasurable === undefined || isMeasurableUnder(version, template) === isMeasurable),
    );
  }

  /** A requirement as it is on a day; undefined when there is none, or none yet. */
  async findOn(code: string, day: Day): Promise<RequirementOnDay | undefined> {
    const found = await this.findWithVersions(code);
    const version = found && versionOn(found.versions, day);
    return version && { code, category: found.requirement.category, version };
  }

  /** @throws NotFound also for a day before its first version */
  async describe(code: string, day: Day): Promise<RequirementDetail> {
    const found = await this.findWithVersions(code);
    const version = found && versionOn(found.versions, day);
    if (!version) throw new NotFound('The requirement');
    return { ...found, code, category: found.requirement.category, version };
  }

  /** Where a code such as `CMP-01` is shown; undefined when there is no such requirement. */
  async pathOfCode(code: string): Promise<string | undefined> {
    const known = code.toUpperCase();
    return (await this.isThere(known)) ? pathOf(known) : undefined;
  }

  async isThere(code: string): Promise<boolean> {
    return canBeCode(code) && this.unitOfWork.reading().existsBy(Requirement, { code });
  }

  /** What can and what cannot be measured on a day, by template. */
  async assess(day: Day, template?: string): Promise<TemplateAssessment[]> {
    return assessTemplates(await this.catalogueOn(day), template);
  }

  private async findWithVersions(
    code: string,
  ): Promise<{ requirement: Requirement; versions: RequirementVersion[] } | undefined> {
    if (!canBeCode(code)) return undefined;
    const manager = this.unitOfWork.reading();
    const requirement = await manager.findOneBy(Requirement, { code });
    if (!requirement) return undefined;
    const versions = await manager.find(RequirementVersion, {
      where: { requirementCode: code },
      order: { holdsFrom: 'DESC' },
    });
    return { requirement, versions };
  }

  private async mustBeKnown(model: string): Promise<void> {
    const known = (await this.models.all()).map(({ code }) => code);
    if (known.includes(model)) return;
    const detail = `model "${model.slice(0, 40)}" is not known; it is one of ${known.join(', ')}`;
    throw new InvalidRequest([{ parameter: 'model', detail }]);
  }
}

export const pathOf = (code: string): string => `/requirements/${code}`;

/** An address may hold anything, also what no column can. */
const canBeCode = (code: string): boolean => /^[A-Z]{2,4}-\d{2}$/.test(code);
