import { Injectable } from '@nestjs/common';
import { addDays, type Day } from '../platform/clock/calendar.js';
import { readDataTable } from '../platform/installation/reference-data.js';

/** The day for which the shipped ledger speaks: that of DHS OIG-12-130. */
export const LEDGER_AS_OF: Day = '2012-09-25';

/** Within so many days of its memo the OIG expects agreement or disagreement, a plan, target dates and documents (OIG-12-130). */
const RESPONSE_DAYS = 90;

export interface OigReport {
  number: string;
  title: string;
  recommendations: number;
  closed: number;
  resolvedOpen: number;
  unresolvedOpen: number;
}

export interface OpenRecommendation {
  report: string;
  number: number;
  addressee: string;
  summary: string;
  status: 'resolved-open' | 'unresolved-open';
  targetDate: Day | null;
  nextEvidence: string;
  /** The end of the 90 days; null for a recommendation of an earlier report. */
  responseDueOn: Day | null;
}

/** Appendix C of OIG-12-130 as the product ships it: four reports, what is closed and what is still owed. */
@Injectable()
export class OigLedger {
  /** Reports, oldest first. */
  reports(): OigReport[] {
    return readDataTable('oig/reports.csv', [
      'number',
      'title',
      'recommendations',
      'closed',
      'resolved_open',
      'unresolved_open',
    ]).map((row) => ({
      number: row.number,
      title: row.title,
      recommendations: Number(row.recommendations),
      closed: Number(row.closed),
      resolvedOpen: Number(row.resolved_open),
      unresolvedOpen: Number(row.unresolved_open),
    }));
  }

  /** What is not closed. */
  openRecommendations(): OpenRecommendation[] {
    return readDataTable('oig/recommendations.csv', [
      'report',
      'number',
      'addressee',
      'summary',
      'status_on_2012_09_25',
      'target_date',
      'next_evidence_expected',
    ]).map((row) => ({
      report: row.report,
      number: Number(row.number),
      addressee: row.addressee,
      summary: row.summary,
      status: row.status_on_2012_09_25 === 'resolved-open' ? 'resolved-open' : 'unresolved-open',
      targetDate: row.target_date || null,
      nextEvidence: row.next_evidence_expected,
      responseDueOn:
        row.status_on_2012_09_25 === 'unresolved-open'
          ? addDays(LEDGER_AS_OF, RESPONSE_DAYS)
          : null,
    }));
  }
}
