import type { Day } from '../../platform/clock/calendar.js';
import type { AgreementStatus } from '../agreement-status.rules.js';
import type { AbsenceResolution, DiffCounts } from './list-import.entity.js';
import type { ListQuestion } from './list-question.js';
import type { SetAsideRow, SettledRow } from './settled-rows.rules.js';

/** An agency of the register, with the names that it goes by. */
export interface KnownAgency {
  id: string;
  state: string;
  name: string;
  /** Its own, then those that a person said are the same. */
  normalizedNames: string[];
  /** Names that were taken for the same as proposed, without anybody looking: a list that shows both speaks against it. */
  guessedNames: string[];
  /** Not empty where another agency of the state has the same name: its county. */
  distinguisher: string;
  agencyType: string | null;
  county: string | null;
}

/** An agreement as the register knows it on the list's day, before the list. */
export interface KnownAgreement {
  id: string;
  agencyId: string;
  model: string;
  /** Null when it begins only later than the day, or is known from withdrawn lists only. */
  status: AgreementStatus | null;
  /** Since when it has that status. */
  since: Day | null;
  /** Whether a list may decide over that status; see `foldPeriods`. */
  yields: boolean;
  /** Whether something else than a list ended it, and no list shows it later: a signing after that is another agreement. */
  isEndedForGood: boolean;
  signedOn: Day | null;
}

export interface Register {
  agencies: readonly KnownAgency[];
  agreements: readonly KnownAgreement[];
}

/** What a list says of one agreement, held against the register. */
export interface ListedAgreement {
  kind: 'new' | 'changed' | 'same';
  /** Null = to be made. */
  agreementId: string | null;
  agency: AgencyRef;
  model: string;
  modelAsPrinted: string;
  sheetRow: number;
  signedOn: Day | null;
  /** What changes, in words. */
  changes: string[];
  /** Whether it comes into force with this list, or becomes pending with it. */
  begins: boolean;
  /** What becomes of a signing date that is another than the register's. */
  signing: 'kept' | 'corrected' | 're-signed';
  /** A person's record that it had ended is answered: it is back in force. */
  isBack: boolean;
}

/** An agency of the register, or one that the list brings. */
export type AgencyRef =
  | {
      isNew: false;
      id: string;
      name: string;
      state: string;
      /** A name not known yet. */ alias: string | null;
    }
  | { isNew: true; key: string; name: string; state: string; distinguisher: string };

/** An agreement in force that the list does not show. */
export interface GoneAgreement {
  agreementId: string;
  agencyName: string;
  state: string;
  model: string;
  proposal: AbsenceResolution;
  /** Where another model of the same agency, that comes into force with the list, takes its place. */
  successor: ListedAgreement | null;
}

export interface DuplicateRow {
  sheetRow: number;
  agency: string;
  /** The row that counts. */
  of: number;
}

/** A list held against the register as of the list's day. */
export interface ListDiff {
  listed: ListedAgreement[];
  gone: GoneAgreement[];
  duplicates: DuplicateRow[];
  setAside: SetAsideRow[];
  questions: ListQuestion[];
  /** By agency: what the list says of type and county. */
  places: Map<string, Pick<SettledRow, 'agencyType' | 'county'>>;
}

export function countsOf(diff: ListDiff, rows: number): DiffCounts {
  const ofKind = (kind: ListedAgreement['kind']): number =>
    diff.listed.filter((entry) => entry.kind === kind).length;
  return {
    rows,
    agreements: diff.listed.length,
    new: ofKind('new'),
    changed: ofKind('changed'),
    same: ofKind('same'),
    gone: diff.gone.length,
    duplicates: diff.duplicates.length,
    setAside: diff.setAside.length,
    questions: diff.questions.length,
  };
}

/** How the source of an alias ends that nobody looked at. */
export const AS_PROPOSED = ', accepted as proposed';

/** How an agency is named while its list is matched: by its id, or by the key of a new one. */
export const refKey = (agency: AgencyRef): string => (agency.isNew ? agency.key : agency.id);
