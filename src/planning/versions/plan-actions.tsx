import type { ComponentChildren, VNode } from 'preact';
import { Alert } from '../../platform/pages/alert.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { TextAreaField, TextField } from '../../platform/pages/fields.js';
import type { PlanView } from './plan-view.js';
import { planPath } from './plan-words.js';
import type { Plan } from './plan.entity.js';
import { isBeingSolved } from './solve-requests.js';

/** What the viewer may do with the plan now. */
export function PlanActions(view: PlanView): VNode | null {
  const { detail, may } = view;
  const { plan, solve } = detail;
  const isAtWork = isBeingSolved(solve?.state);
  if (!may.edit && !may.approve) return null;
  return (
    <section aria-labelledby="actions">
      <h2 id="actions">What can be done</h2>
      {may.edit && isAtWork && (
        <PostForm plan={plan} to="/stop">
          <Button>Stop, and keep the best so far</Button>
        </PostForm>
      )}
      {may.edit && plan.status === 'draft' && !isAtWork && <DraftActions {...view} />}
      {plan.status === 'proposed' && <ProposalActions {...view} />}
      {may.edit && plan.status !== 'withdrawn' && !isAtWork && <Replan {...view} />}
      {may.edit && ['draft', 'proposed'].includes(plan.status) && !isAtWork && (
        <details>
          <summary>Withdraw it</summary>
          <PostForm plan={plan} to="/withdrawal">
            <Reason id="withdraw-reason" view={view} />
            <Button isQuiet>Withdraw {plan.number}</Button>
          </PostForm>
        </details>
      )}
    </section>
  );
}

function DraftActions({ detail, usual }: PlanView): VNode {
  const { plan } = detail;
  return (
    <>
      <PostForm plan={plan} to="/proposal">
        <p>Once it is proposed, a second person approves it, and only then do visits change.</p>
        <Button>Propose {plan.number}</Button>
      </PostForm>
      <details>
        <summary>Look for better weeks and teams</summary>
        <PostForm plan={plan} to="/solving">
          <TextField
            id="solve-seconds"
            name="seconds"
            label="Seconds"
            value={String(usual.seconds)}
          />
          <TextField
            id="solve-proof"
            name="proofSeconds"
            label="Seconds for a proof"
            hint="Before that, up to 2,000 visits: the least late plan of all, and a proof that it is. Empty: as long as suits the year"
            value=""
          />
          <TextField id="solve-seed" name="seed" label="Seed" value="1" />
          <Button isQuiet>Look again; what is locked stays</Button>
        </PostForm>
      </details>
    </>
  );
}

function ProposalActions(view: PlanView): VNode {
  const { detail, approvalBar, may } = view;
  const { plan, differences } = detail;
  if (!may.approve) return <p>A program manager or another team leader approves it.</p>;
  return (
    <>
      {approvalBar !== null && <Alert kind="info">{approvalBar}</Alert>}
      {approvalBar === null && differences.length === 0 && (
        <PostForm plan={plan} to="/approval">
          <p>
            Visits without a date get one, others are moved and handed over as the plan says, and
            everybody who travels by it is told.
          </p>
          <Button>Approve {plan.number}, and change the visits</Button>
        </PostForm>
      )}
      <details>
        <summary>Send it back</summary>
        <PostForm plan={plan} to="/return">
          <Reason id="return-reason" view={view} />
          <Button isQuiet>Make it a draft again</Button>
        </PostForm>
      </details>
    </>
  );
}

function Replan({ detail, usual }: PlanView): VNode {
  const { plan } = detail;
  return (
    <details>
      <summary>Plan it anew from today’s facts</summary>
      <PostForm plan={plan} to="/replan">
        <TextField
          id="replan-name"
          name="name"
          label="Name of the new version"
          value={`${plan.number}, planned anew`}
        />
        <TextField
          id="replan-calm"
          name="calm"
          label="What calm is worth"
          hint="Weeks of lateness of a visit of weight 1 that a move may cost; 0 = moves are free"
          value={String(usual.calm)}
        />
        <TextField
          id="replan-seconds"
          name="seconds"
          label="Seconds"
          value={String(usual.seconds)}
        />
        <Button isQuiet>Draft the new version</Button>
      </PostForm>
    </details>
  );
}

function Reason({ id, view }: { id: string; view: PlanView }): VNode {
  return (
    <TextAreaField id={id} name="reason" label="Why" value={view.refused?.reason} isRequired />
  );
}

function PostForm(props: { plan: Plan; to: string; children: ComponentChildren }): VNode {
  const { plan, to, children } = props;
  return (
    <form class="usa-form" method="post" action={planPath(plan.id, to)}>
      <CsrfField />
      <input type="hidden" name="version" value={plan.version} />
      {children}
    </form>
  );
}

const Button = (props: { isQuiet?: boolean; children: ComponentChildren }): VNode => (
  <button class={`usa-button${props.isQuiet ? ' usa-button--outline' : ''}`} type="submit">
    {props.children}
  </button>
);
