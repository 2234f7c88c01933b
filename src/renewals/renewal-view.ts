import type { VNode } from 'preact';
import type { Day } from '../platform/clock/calendar.js';
import type { Decision } from './proposal.rules.js';
import type { AgreementFigure } from './renewal.entity.js';
import type { ReviewDetail } from './renewals.service.js';

/** What the page of a review is made of. */
export interface RenewalView {
  detail: ReviewDetail;
  today: Day;
  figures: AgreementFigure[];
  reminders: VNode;
  modelName: (code: string) => string;
  mayEnterFigures: boolean;
  /** What stands in the forms; null = the viewer decides nothing here. */
  forms: {
    accountId: string;
    managers: { id: string; name: string }[];
    /** What the register lets follow from where the agreement stands. */
    open: Decision[];
    answer?: { reason: string; error?: string };
  } | null;
}
