import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Finding } from '../../inspections/finding.entity.js';
import { Inspection } from '../../inspections/inspection.entity.js';
import { AFTER_FIELD_WORK } from '../../inspections/life-cycle/life-cycle.rules.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { RegisterEntry } from '../../registers/register.entity.js';
import type { RiskFacts } from './risk.rules.js';

/** What is known of agreements that makes their visits more or less pressing. */
@Injectable()
export class RiskFactsReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The facts of all agreements, by id; asked for one of which nothing is known, the answer says just that. */
  async read(): Promise<(agreementId: string) => RiskFacts> {
    const findings = await this.openFindings();
    const inspected = await this.lastInspections();
    const officers = await this.officers();
    return (agreementId) => ({
      ...(findings.get(agreementId) ?? noFindings()),
      lastInspectedOn: inspected.get(agreementId) ?? null,
      officers: officers.get(agreementId) ?? null,
    });
  }

  private async openFindings(): Promise<Map<string, FindingFacts>> {
    const open = await this.unitOfWork.reading().find(Finding, {
      select: { agreementId: true, severity: true, isRepeated: true, repeatDecision: true },
      where: { status: 'open' },
    });
    const facts = new Map<string, FindingFacts>();
    for (const { agreementId, severity, isRepeated, repeatDecision } of open) {
      const known = facts.get(agreementId) ?? noFindings();
      facts.set(agreementId, known);
      if (severity !== null) known.openFindings[severity]++;
      if (isRepeated || repeatDecision === 'confirmed') known.repeatFindings++;
    }
    return facts;
  }

  private async lastInspections(): Promise<Map<string, string>> {
    const rows = await this.unitOfWork
      .reading()
      .createQueryBuilder(Inspection, 'inspection')
      .select('inspection.agreementId', 'agreementId')
      .addSelect('MAX(inspection.endsOn)', 'endsOn')
      .where({ kind: 'full', status: In([...AFTER_FIELD_WORK]) })
      .groupBy('inspection.agreementId')
      .getRawMany<{ agreementId: string; endsOn: string | null }>();
    return new Map(rows.flatMap((row) => (row.endsOn ? [[row.agreementId, row.endsOn]] : [])));
  }

  private async officers(): Promise<Map<string, number>> {
    const entries = await this.unitOfWork.reading().find(RegisterEntry, {
      select: { agreementId: true, facts: true },
      where: { register: 'officers', withdrawnAt: IsNull() },
    });
    const counts = new Map<string, number>();
    for (const { agreementId, facts } of entries)
      if (!facts['leftOn']) counts.set(agreementId, (counts.get(agreementId) ?? 0) + 1);
    return counts;
  }
}

type FindingFacts = Pick<RiskFacts, 'openFindings' | 'repeatFindings'>;

const noFindings = (): FindingFacts => ({
  openFindings: { high: 0, medium: 0, low: 0 },
  repeatFindings: 0,
});
