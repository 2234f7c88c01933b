import type { VNode } from 'preact';

type Tone = 'good' | 'neutral' | 'warn' | 'bad';

const ICONS: Record<Tone, string> = { good: '✓', neutral: '•', warn: '!', bad: '✕' };

const TONES: Record<string, Tone> = {
  active: 'good',
  'under-notice': 'warn',
  suspended: 'warn',
  pending: 'neutral',
  absent: 'warn',
  'left-list': 'bad',
  terminated: 'bad',
  expired: 'bad',
  superseded: 'neutral',
  scheduled: 'good',
  notified: 'good',
  'in-field': 'good',
  'exit-interview': 'warn',
  'draft-report': 'warn',
  'final-report': 'good',
  distributed: 'good',
  postponed: 'warn',
  draft: 'neutral',
  compliant: 'good',
  deficiency: 'bad',
  'area-of-concern': 'warn',
  'not-applicable': 'neutral',
  'not-assessed': 'neutral',
  'not-rated': 'warn',
  late: 'bad',
  unscheduled: 'bad',
  cancelled: 'neutral',
  'not-due': 'neutral',
  planned: 'neutral',
  claimed: 'neutral',
  sent: 'good',
  failed: 'bad',
  uncertain: 'warn',
  missed: 'bad',
  succeeded: 'good',
  'unresolved-open': 'bad',
  'resolved-open': 'warn',
  unknown: 'neutral',
  open: 'warn',
  overdue: 'bad',
  closed: 'neutral',
  opened: 'warn',
  submitted: 'warn',
  'sent-back': 'bad',
  accepted: 'neutral',
  implemented: 'good',
  verified: 'good',
  withdrawn: 'neutral',
  repeated: 'bad',
  corrected: 'good',
  partly: 'warn',
  'not-corrected': 'bad',
  'could-not-be-verified': 'warn',
  high: 'bad',
  medium: 'warn',
  low: 'neutral',
  waiting: 'neutral',
  reading: 'neutral',
  'needs-answers': 'warn',
  ready: 'good',
  applied: 'good',
  refused: 'bad',
  undone: 'neutral',
  measurable: 'good',
  'due-soon': 'warn',
  early: 'bad',
  'no-data': 'neutral',
  'not-measurable': 'warn',
  proposed: 'warn',
  approved: 'good',
};

const WORDS: Record<string, string> = {
  'left-list': 'left the list',
  'in-field': 'in the field',
  'exit-interview': 'exit interview held',
  'draft-report': 'draft report',
  'final-report': 'final report',
  'area-of-concern': 'area of concern',
  'not-applicable': 'not applicable',
  'not-assessed': 'not assessed',
  'not-rated': 'not rated yet',
  'not-due': 'not due',
  'needs-answers': 'needs a person',
  'under-notice': 'under notice',
  'not-measurable': 'not measurable',
  'unresolved-open': 'unresolved and open',
  'resolved-open': 'resolved and open',
  unknown: 'not known',
  opened: 'plan wanted',
  submitted: 'plan submitted',
  'sent-back': 'plan sent back',
  accepted: 'plan accepted',
  implemented: 'done, to be verified',
  partly: 'partly corrected',
  'not-corrected': 'not corrected',
  'could-not-be-verified': 'could not be verified',
  'due-soon': 'due soon',
  'no-data': 'no data',
};

/** A status as a word, an icon and a colour: never by colour alone. */
export function StatusTag({ status }: { status: string }): VNode {
  const tone = TONES[status] ?? 'neutral';
  return (
    <span class={`moa-tag moa-tag--${tone}`}>
      <span aria-hidden="true">{ICONS[tone]}</span> {WORDS[status] ?? status}
    </span>
  );
}

/** Marks what was invented for the demonstration. */
export function SampleTag(): VNode {
  return <span class="moa-tag moa-tag--sample">sample</span>;
}
