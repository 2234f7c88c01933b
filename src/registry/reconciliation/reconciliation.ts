import type { Day } from '../../platform/clock/calendar.js';
import type { AgreementStatus } from '../agreement-status.rules.js';
import type { ListKind } from '../lists/listed-row.js';

/**
 * What a list is to the register: it `decides` what was in force on its day; it is only `compared` (those of 2012);
 * a later edition of its day has `replaced` it; its import was taken back (`withdrawn`); or it is a file that is `not-stored`.
 */
export type ListStanding = 'decides' | 'compared' | 'replaced' | 'withdrawn' | 'not-stored';

/** The list that is held against the register as of the list's day. */
export interface ReconciledList {
  kind: ListKind;
  asOf: Day;
  standing: ListStanding;
  /** Rows of the file, also those that show no agreement of their own. */
  rowCount: number;
  captionCount: number | null;
}

/** An agreement that a list shows. */
export interface ShownAgreement {
  sheetRow: number | null;
  /** Null where the register has no such agreement: `reason` says why. */
  agreementId: string | null;
  agency: string;
  state: string;
  /** The code of the model that is printed; null where it fits none. */
  model: string | null;
  modelAsPrinted: string;
  signedOn: Day | null;
  reason?: string;
}

/** A row that shows no agreement of its own. */
export interface RowAside {
  kind: 'set-aside' | 'duplicate';
  sheetRow: number;
  agency: string;
  reason: string;
}

/** An agreement as the register has it on the list's day. */
export interface RegisteredAgreement {
  agreementId: string;
  agency: string;
  state: string;
  model: string;
  modelBasis: string;
  status: AgreementStatus;
  since: Day;
  signedOn: Day | null;
}

/** The event by which an agreement is what it is, or was signed when it was. */
export interface RegisteredWord {
  event: string;
  onDay: Day;
  reason: string | null;
  source: string;
  recordedBy: string;
  /** For what is known only to lie between two lists. */
  happenedAfter: Day | null;
  /** Whether an import recorded it, and no person. */
  isFromList: boolean;
}

/** Who said what of an agreement that differs. */
export interface Explanation {
  status: RegisteredWord | null;
  signing: RegisteredWord | null;
  /** Somebody said that the list itself is wrong about it. */
  listError: { by: string; reason: string | null } | null;
}

export const DIFFERENCE_KINDS = [
  'not-in-force',
  'unmatched',
  'set-aside',
  'not-on-list',
  'model',
  'signing',
  'duplicate',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** A row of the list that differs from the register, or the other way round, and why. */
export interface Difference {
  kind: DifferenceKind;
  /** Known ways of ICE's lists, which say nothing else than the register: they are told, and not counted. */
  isKnown: boolean;
  sheetRow: number | null;
  agreementId: string | null;
  agency: string;
  state: string | null;
  onList: string;
  inRegister: string;
  reason: string;
}

/** How many the list shows, and how many the register has, of one state or model. */
export interface SideBySide {
  of: string;
  onList: number;
  inRegister: number;
}

export interface Reconciliation {
  list: ReconciledList;
  /** Agreements that the list shows; fewer than its rows where one stands twice or a row is set aside. */
  shown: number;
  /** In force in the register on the day; for a list of pending agreements: pending. */
  inRegister: number;
  differences: Difference[];
  notes: Difference[];
  byState: SideBySide[];
  byModel: SideBySide[];
}

/** Everything that is held against each other. */
export interface Sides {
  list: ReconciledList;
  shown: readonly ShownAgreement[];
  asides: readonly RowAside[];
  /** Of the list's day, in whatever status. */
  register: readonly RegisteredAgreement[];
}
