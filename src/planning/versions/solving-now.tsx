import type { ComponentChildren, VNode } from 'preact';
import type { PlanSolve } from './plan.entity.js';
import { progressWords } from './plan-words.js';

/** How far the solving of a plan is: a line and a bar that plan-solving.client.ts keeps moving, and a link for who has no script. */
export function SolvingNow(props: {
  solve: PlanSolve;
  /** Of the page that shows it. */
  address: string;
  children?: ComponentChildren;
}): VNode {
  const { solve, address, children } = props;
  return (
    <div class="moa-solving">
      <p role="status" data-solving={`/api/v1/plans/${solve.planId}/progress`}>
        {progressWords(solve)}
      </p>
      <ShareDone solve={solve} />
      <p>
        <a href={address}>Show how far it is</a>
      </p>
      {children}
    </div>
  );
}

/** Of the seconds or iterations that were asked for. */
function ShareDone({ solve }: { solve: PlanSolve }): VNode {
  const { seconds, proofSeconds, iterations, progress } = solve;
  const counts = iterations === null ? 'seconds' : 'iterations';
  const most = iterations ?? seconds + (proofSeconds ?? 0);
  return (
    <progress
      aria-label="Weeks and teams are being looked for"
      data-counts={counts}
      max={most}
      value={progress ? Math.min(most, progress[counts]) : undefined}
    />
  );
}
