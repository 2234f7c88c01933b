import type { Day } from '../platform/clock/calendar.js';
import { Csv } from '../platform/pages/csv.js';
import type { Weight } from './evidence-facts.js';
import { weighing } from './evidence.rules.js';
import { termsWords } from './proposal.rules.js';
import type { ReviewRow } from './renewals.service.js';

const said = ({ evidence }: ReviewRow, weight: Weight): string =>
  weighing(evidence, weight)
    .map(({ short }) => short)
    .join('; ');

/** The reviews as a table to download, in the order of the worklist. */
export function reviewsAsCsv(
  today: Day,
  rows: readonly ReviewRow[],
  modelName: (code: string) => string,
): Csv {
  const columns: [string, (row: ReviewRow) => string | null][] = [
    ['review', ({ review }) => review.number],
    ['agency', ({ agreement }) => agreement.agencyName],
    ['state', ({ agreement }) => agreement.state],
    ['field_office', ({ agreement }) => agreement.officeName],
    ['model', ({ agreement }) => agreement.model],
    ['cause', ({ review }) => review.cause],
    ['reason', ({ review }) => review.reason],
    ['opened_on', ({ review }) => review.openedOn],
    ['due_on', ({ review }) => review.dueOn],
    ['ends_on', ({ agreement }) => agreement.endsOn],
    ['ends_on_basis', ({ agreement }) => agreement.endsOnBasis],
    ['against_keeping', (row) => said(row, 'against')],
    ['for_keeping', (row) => said(row, 'for')],
    ['not_weighed', (row) => said(row, 'neither')],
    ['review_state', ({ review }) => review.state],
    ['proposed', ({ proposal }) => proposal && termsWords(proposal.terms, modelName)],
    ['outcome', ({ review }) => review.outcome],
    ['owner', ({ owner }) => owner],
  ];
  return new Csv(
    `renewals-${today}`,
    columns.map(([header]) => header),
    rows.map((row) => columns.map(([, of]) => of(row))),
  );
}
