import { Csv } from '../platform/pages/csv.js';
import { statusText } from './ledger.rules.js';
import type { Ledger, LedgerItem } from './recommendations.service.js';

/** The lines of the ledger as a table to download. */
export function ledgerAsCsv({ asOf, items }: Ledger): Csv {
  const columns: [string, (item: LedgerItem) => string | number | null][] = [
    ['report', ({ report }) => report.number],
    ['number', ({ recommendation }) => recommendation.number],
    ['addressee', ({ recommendation }) => recommendation.addressee],
    ['text', ({ recommendation }) => recommendation.text],
    ['status', ({ standing }) => standing.status],
    ['status_text', ({ standing }) => statusText(standing)],
    ['since', ({ standing }) => standing.since],
    ['is_day_known', ({ standing }) => (standing.isDayKnown ? 'yes' : 'no')],
    ['concurrence', ({ standing }) => standing.concurrence],
    ['corrective_action_plan', ({ standing }) => standing.correctiveActionPlan],
    ['target_date', ({ standing }) => standing.targetDate],
    ['responsible_parties', ({ standing }) => standing.responsibleParties],
    ['answer_due_on', ({ clock }) => clock?.dueOn ?? null],
    ['answered_on', ({ clock }) => clock?.answeredOn ?? null],
    ['next_evidence', ({ standing }) => standing.nextEvidence],
  ];
  return new Csv(
    `recommendations-${asOf}`,
    columns.map(([header]) => header),
    items.map((item) => columns.map(([, of]) => of(item))),
  );
}
