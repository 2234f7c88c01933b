import type { VNode } from 'preact';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { ErrorSummary } from '../platform/pages/error-summary.js';
import { TextAreaField } from '../platform/pages/fields.js';
import { numberOf, type RecommendationDetail } from './recommendations.service.js';

export interface TakeBackView {
  detail: RecommendationDetail;
  title: string;
  /** What becomes of it. */
  follows: string;
  button: string;
  action: string;
  typed: string;
  problem: string | undefined;
}

/** Asks once, and for a reason, before something no longer counts. */
export function TakeBackPage(view: TakeBackView): VNode {
  const { detail, title, follows, button, action, typed, problem } = view;
  const path = `/recommendations/${detail.recommendation.id}`;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Recommendations', path: '/recommendations' },
          { label: numberOf(detail.recommendation), path },
          { label: button },
        ]}
      />
      <h1>{title}</h1>
      <ErrorSummary errors={problem ? [{ field: 'reason', message: problem }] : []} />
      <p>{follows}</p>
      <form class="usa-form usa-form--large" method="post" action={action}>
        <CsrfField />
        <input type="hidden" name="version" value={detail.recommendation.version} />
        <TextAreaField name="reason" label="Reason" value={typed} error={problem} isRequired />
        <button class="usa-button usa-button--secondary" type="submit">
          {button}
        </button>
      </form>
      <p>
        <a href={path}>Leave everything as it is</a>
      </p>
    </div>
  );
}
