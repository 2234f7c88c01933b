import type { VNode } from 'preact';
import { Alert } from '../platform/pages/alert.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { TextAreaField } from '../platform/pages/fields.js';
import { dayOf } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';
import { Timeline } from '../platform/pages/timeline.js';
import { type Decision, termsWords } from './proposal.rules.js';
import type { RenewalProposal } from './renewal.entity.js';
import type { RenewalView } from './renewal-view.js';
import { DECISION_WORDS, PROPOSAL_WORDS } from './renewal-words.js';

/** What was proposed and answered, and what the viewer may do about it. */
export function Proposals(view: RenewalView): VNode {
  const { detail, forms } = view;
  const { review, proposals } = detail;
  return (
    <>
      <h2>Decision</h2>
      {proposals.length === 0 && review.state === 'open' && <p>Nothing is proposed yet.</p>}
      {proposals.length > 0 && <History {...view} />}
      {forms && review.state === 'open' && <WaysToDecide reviewId={review.id} open={forms.open} />}
      {forms && review.state === 'proposed' && <Answer {...view} forms={forms} />}
    </>
  );
}

function History({ detail, modelName }: RenewalView): VNode {
  const { timeZone } = useRender();
  const proposed = (proposal: RenewalProposal) => ({
    key: `${proposal.id} proposed`,
    day: dayOf(proposal.proposedAt, timeZone),
    heading: `Proposed by ${proposal.proposedBy}: ${termsWords(proposal.terms, modelName)}`,
    body: <p>{proposal.reason}</p>,
  });
  const answered = (proposal: RenewalProposal) =>
    proposal.answeredAt
      ? [
          {
            key: `${proposal.id} answered`,
            day: dayOf(proposal.answeredAt, timeZone),
            heading: `${PROPOSAL_WORDS[proposal.state]}${proposal.answeredBy ? ` by ${proposal.answeredBy}` : ''}`,
            body: <p>{proposal.answer}</p>,
          },
        ]
      : [];
  return (
    <Timeline
      entries={detail.proposals
        .toReversed()
        .flatMap((proposal) => [proposed(proposal), ...answered(proposal)])}
    />
  );
}

function WaysToDecide({ reviewId, open }: { reviewId: string; open: Decision[] }): VNode {
  if (open.length === 0)
    return (
      <p>
        From where the agreement stands, the register lets nothing follow: answer first what its
        page says.
      </p>
    );
  return (
    <>
      <p>
        What do you propose? A second program manager approves it, and only then does the agreement
        change.
      </p>
      <ul class="moa-list">
        {open.map((decision) => (
          <li key={decision}>
            <a href={`/renewals/${reviewId}/proposal?decision=${decision}`}>
              {DECISION_WORDS[decision]}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Answer(props: RenewalView & { forms: NonNullable<RenewalView['forms']> }): VNode {
  const { detail, forms } = props;
  const { review, proposal } = detail;
  const isOwn = proposal?.proposedById === forms.accountId;
  const hasOther = forms.managers.some(({ id }) => id !== forms.accountId);
  return (
    <>
      {isOwn && (
        <Alert kind="info">
          {hasOther
            ? 'You proposed this: a second program manager approves it.'
            : 'You proposed this, and nobody else is a program manager: invite a second one to approve it.'}
        </Alert>
      )}
      <form class="usa-form" method="post" action={`/renewals/${review.id}/answer`}>
        <CsrfField />
        <input type="hidden" name="version" value={review.version} />
        <TextAreaField
          name="reason"
          label="Why"
          value={forms.answer?.reason}
          error={forms.answer?.error}
          isRequired
        />
        {!isOwn && (
          <button class="usa-button" type="submit" name="answer" value="approve">
            Approve, and change the agreement
          </button>
        )}
        <button
          class="usa-button usa-button--outline"
          type="submit"
          name="answer"
          value="send-back"
        >
          {isOwn ? 'Take it back' : 'Send it back'}
        </button>
      </form>
    </>
  );
}
