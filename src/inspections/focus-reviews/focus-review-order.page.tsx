import type { VNode } from 'preact';
import type { ProblemItem } from '../../platform/http/problem.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { ErrorSummary } from '../../platform/pages/error-summary.js';
import { CheckboxGroup, DateField, TextAreaField } from '../../platform/pages/fields.js';
import type { AgreementOnDay } from '../../registry/registry-reader.js';
import type { OrderableFinding } from './focus-review-orders.service.js';

export interface FocusReviewOrderView {
  agreement: AgreementOnDay;
  findings: OrderableFinding[];
  typed: { findingIds: string[]; dueOn: string; reason: string };
  problems: ProblemItem[];
}

/** Which open findings, by when, and why: what no rule knows. */
export function FocusReviewOrderPage(view: FocusReviewOrderView): VNode {
  const { agreement, findings, typed, problems } = view;
  const errorOf = (field: string): string | undefined =>
    problems.find(({ parameter }) => parameter === field)?.detail;
  const free = findings.filter(({ obstacle }) => obstacle === null);
  const first = free[0]?.finding.id ?? '';
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Agreements', path: '/agreements' },
          { label: agreement.agencyName, path: `/agreements/${agreement.agreementId}` },
          { label: 'Order a focus review' },
        ]}
      />
      <h1>
        Order a focus review of {agreement.agencyName}, {agreement.state}
      </h1>
      <ErrorSummary
        errors={problems.map(({ parameter, detail: message }) => ({
          ...(parameter !== undefined && {
            field: parameter === 'findingIds' ? `findingIds-${first}` : parameter,
          }),
          message,
        }))}
      />
      <p>
        Focus reviews are ordered by rule for every open finding. Order one by hand when it should
        not wait for that, or when it should look at some of the findings only.
      </p>
      <Taken findings={findings} />
      {free.length === 0 ? (
        <EmptyState>There is no open finding that a new focus review could verify.</EmptyState>
      ) : (
        <form
          class="usa-form usa-form--large"
          method="post"
          action={`/agreements/${agreement.agreementId}/focus-review`}
        >
          <CsrfField />
          <CheckboxGroup
            name="findingIds"
            legend="Open findings to verify"
            options={free.map(({ finding, coverage }) => ({
              value: finding.id,
              label: `${finding.number}, ${finding.severity}: ${finding.observation}${coverage ? ` (now to be verified by ${coverage.visit.number})` : ''}`,
              isChecked: typed.findingIds.includes(finding.id),
            }))}
          />
          <DateField
            name="dueOn"
            label="To be held by"
            value={typed.dueOn}
            error={errorOf('dueOn')}
            isRequired
          />
          <TextAreaField
            name="reason"
            label="Reason"
            value={typed.reason}
            error={errorOf('reason')}
            hint="What another visit was to verify goes over to this one; a focus review that has nothing left is cancelled."
            isRequired
          />
          <button class="usa-button" type="submit">
            Order the focus review
          </button>
        </form>
      )}
      <p>
        <a href={`/agreements/${agreement.agreementId}`}>Leave everything as it is</a>
      </p>
    </div>
  );
}

/** Findings that a visit has in hand. */
function Taken({ findings }: { findings: OrderableFinding[] }): VNode | null {
  const taken = findings.filter(({ obstacle }) => obstacle !== null);
  if (taken.length === 0) return null;
  return (
    <ul class="moa-list">
      {taken.map(({ finding, obstacle }) => (
        <li key={finding.id}>
          <a href={`/findings/${finding.id}`}>{finding.number}</a>: {obstacle}
        </li>
      ))}
    </ul>
  );
}
