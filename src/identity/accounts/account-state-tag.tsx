import type { VNode } from 'preact';
import { type AccountState, STATE_NAMES } from './account.rules.js';

const MARKS: Record<AccountState, { tone: string; icon: string }> = {
  invited: { tone: 'neutral', icon: '•' },
  active: { tone: 'good', icon: '✓' },
  'must-change-password': { tone: 'warn', icon: '!' },
  deactivated: { tone: 'bad', icon: '✕' },
};

/** How an account stands: as a word, an icon and a colour. */
export function AccountStateTag({ state }: { state: AccountState }): VNode {
  const { tone, icon } = MARKS[state];
  return (
    <span class={`moa-tag moa-tag--${tone}`}>
      <span aria-hidden="true">{icon}</span> {STATE_NAMES[state]}
    </span>
  );
}
