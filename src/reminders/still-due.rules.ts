import type { Day } from '../platform/clock/calendar.js';
import { dayText } from '../platform/clock/day-text.js';
import { grouped } from '../platform/grouped.js';
import type { Obligation } from './obligation.js';

/** What a reminder was planned for. */
export interface RemindedOf {
  kind: string;
  subjectId: string;
  dueOn: Day;
  recipientId: string;
  isEscalation: boolean;
}

/** The obligations that are open now, found by what a reminder says. */
export class OpenObligations {
  private readonly bySubject: Map<string, Obligation[]>;

  constructor(readonly all: readonly Obligation[]) {
    this.bySubject = grouped(all, ({ kind, subject }) => subjectKey(kind, subject.id));
  }

  /** The obligation that a reminder was planned for, if it is still open on that date. */
  behind(reminder: Omit<RemindedOf, 'recipientId' | 'isEscalation'>): Obligation | undefined {
    return this.ofSubject(reminder).find((obligation) => obligation.dueOn === reminder.dueOn);
  }

  /**
   * Why a reminder must not leave any more: asked when the ledger is reconciled and again immediately before sending.
   * @returns undefined when it is still due; otherwise the reason that the ledger keeps
   */
  whyNotDue(reminder: RemindedOf): string | undefined {
    const open = this.ofSubject(reminder);
    const [first] = open;
    if (!first) return 'done: it is no longer open';
    const obligation = open.find(({ dueOn }) => dueOn === reminder.dueOn);
    if (!obligation) return `the date moved to ${dayText(first.dueOn)}`;
    const addressed = reminder.isEscalation
      ? [...obligation.responsible, ...obligation.escalateTo]
      : obligation.responsible;
    if (!addressed.some(({ accountId }) => accountId === reminder.recipientId))
      return 'no longer responsible';
    return undefined;
  }

  private ofSubject(reminder: { kind: string; subjectId: string }): Obligation[] {
    return this.bySubject.get(subjectKey(reminder.kind, reminder.subjectId)) ?? [];
  }
}

const subjectKey = (kind: string, subjectId: string): string => `${kind}:${subjectId}`;
