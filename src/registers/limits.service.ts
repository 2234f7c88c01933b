import { Injectable } from '@nestjs/common';
import type { Day } from '../platform/clock/calendar.js';
import { addBusinessDays } from '../platform/clock/time-limits.js';
import { Policy } from '../platform/config/policy.js';
import type { Viewer } from '../platform/http/viewer.js';
import { AgreementsService } from '../registry/agreements.service.js';
import type { AgreementOnDay } from '../registry/registry-reader.js';
import { requirementsFor, standardUnder } from '../requirements/catalogue.rules.js';
import { CatalogueService, type RequirementOnDay } from '../requirements/catalogue.service.js';
import type { Standard } from '../requirements/standard.rules.js';
import { templateOf } from '../requirements/templates.rules.js';
import { annualTraining, type OfficerTraining } from './annual-training.rules.js';
import { factsOn } from './facts.rules.js';
import { LIMIT_SOURCES, type LimitSource, type RegisterFacts } from './limit-sources.rules.js';
import { type ComputedLimit, isTimeLimit, judge, type LimitStandpoint } from './limits.rules.js';
import type { RegisterEntry } from './register.entity.js';
import { REGISTER_CODES, registerOf } from './registers.rules.js';
import { RegistersService } from './registers.service.js';

/** A requirement with a limit, and how an agreement stands in it. */
export interface RequirementLimits {
  requirement: RequirementOnDay;
  standard: Standard;
  /** Null = no register holds facts for it. */
  source: LimitSource | null;
  limits: ComputedLimit[];
}

/** How an agreement stands in the limits of its requirements, as of a day. */
export interface AgreementLimits {
  agreement: AgreementOnDay;
  asOf: Day;
  /** Its template, or why none is known. */
  template: { code: string | null; why: string };
  requirements: RequirementLimits[];
  training: OfficerTraining[];
  registers: RegisterFacts;
}

/** Counts the limits of the requirements from what the registers hold. */
@Injectable()
export class LimitsService {
  constructor(
    private readonly registers: RegistersService,
    private readonly catalogue: CatalogueService,
    private readonly agreements: AgreementsService,
    private readonly policy: Policy,
  ) {}

  /** @throws NotFound also when the agreement did not exist on the day or lay outside the viewer's field office */
  async ofAgreement(agreementId: string, asOf: Day, viewer: Viewer): Promise<AgreementLimits> {
    const { agreement } = await this.agreements.find(agreementId, { asOf }, viewer);
    const [limits] = await this.ofAgreements([agreement], asOf);
    if (!limits) throw new Error('limits of no agreement');
    return limits;
  }

  /** Of some agreements as they were on a day, by the catalogue of that day; no scope is applied. */
  async ofAgreements(agreements: readonly AgreementOnDay[], asOf: Day): Promise<AgreementLimits[]> {
    const catalogue = await this.catalogue.catalogueOn(asOf);
    const entries = await this.registers.findStanding(
      agreements.map(({ agreementId }) => agreementId),
    );
    const soonUntil = addBusinessDays(asOf, this.policy.registers.dueSoonBusinessDays);
    return agreements.map((agreement) =>
      this.limitsOf(agreement, entries.get(agreement.agreementId) ?? [], catalogue, {
        asOf,
        soonUntil,
      }),
    );
  }

  private limitsOf(
    agreement: AgreementOnDay,
    entries: readonly RegisterEntry[],
    catalogue: readonly RequirementOnDay[],
    { asOf, soonUntil }: Pick<LimitStandpoint, 'asOf' | 'soonUntil'>,
  ): AgreementLimits {
    const registers = registersOn(entries, asOf);
    const { template, why } = templateOf(agreement.model, agreement.signedOn);
    const code = template?.code ?? null;
    const { annualTrainingMonths } = this.policy.registers;
    const view = { asOf, soonUntil, timeZone: agreement.officeTimeZone };
    const holding = new Set(
      requirementsFor(
        catalogue.map(({ version }) => version),
        { model: agreement.model, template: code },
      ),
    );
    const requirements = catalogue
      .filter(({ version }) => holding.has(version))
      .map((requirement) => ({
        requirement,
        standard: standardUnder(requirement.version, code),
      }))
      .filter(({ standard }) => isTimeLimit(standard))
      .map(({ requirement, standard }): RequirementLimits => {
        const source = LIMIT_SOURCES.find((one) => one.code === requirement.code) ?? null;
        const facts = { asOf, effectiveOn: agreement.effectiveOn, registers };
        const stretches = source?.stretchesOf(facts) ?? [];
        const limits = stretches.map((stretch) => judge(stretch, standard, view));
        return { requirement, standard, source, limits };
      });
    const training = annualTraining(registers, { asOf, soonUntil, months: annualTrainingMonths });
    return { agreement, asOf, template: { code, why }, requirements, training, registers };
  }
}

/** What the registers held on a day. */
function registersOn(entries: readonly RegisterEntry[], day: Day): RegisterFacts {
  const of = (code: (typeof REGISTER_CODES)[number]): RegisterFacts[typeof code] =>
    entries
      .filter(({ register }) => register === code)
      .flatMap(({ id, facts, isSample }) => {
        const known = factsOn(registerOf(code), facts, day);
        return known ? [{ id, facts: known, isSample }] : [];
      });
  return {
    officers: of('officers'),
    trainings: of('trainings'),
    authorizations: of('authorizations'),
    complaints: of('complaints'),
    communications: of('communications'),
    goals: of('goals'),
  };
}
