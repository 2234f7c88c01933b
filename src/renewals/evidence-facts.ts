import type { Day } from '../platform/clock/calendar.js';
import type { ActionStatus } from '../inspections/corrective-actions/corrective-action.rules.js';
import type { Severity } from '../inspections/finding.entity.js';
import type { InspectionKind, InspectionStatus } from '../inspections/inspection.entity.js';
import type { AgreementStatus } from '../registry/agreement-status.rules.js';
import type { Figure } from './measures.rules.js';

/** Everything that is known about how one agreement is run: what the evidence is made from. */
export interface AgreementFacts {
  agreementId: string;
  status: AgreementStatus;
  model: string;
  endsOn: Day | null;
  endsOnBasis: 'stated' | 'inferred' | null;
  visits: VisitFact[];
  /** By which day the next full inspection is due; null when no rule asks for one. */
  nextInspectionDueOn: Day | null;
  findings: FindingFact[];
  /** Those that count: see `currentFigures`. */
  figures: Figure[];
}

export interface VisitFact {
  id: string;
  number: string;
  kind: InspectionKind;
  status: InspectionStatus;
  dueOn: Day | null;
  startsOn: Day | null;
  endsOn: Day | null;
  isSample: boolean;
}

export interface FindingFact {
  id: string;
  number: string;
  inspectionId: string;
  requirementCode: string;
  severity: Severity;
  status: 'open' | 'closed';
  /** The day of the report that holds it, or the last day of the visit before there is one. */
  foundOn: Day | null;
  actionStatus: ActionStatus | null;
  actionDueOn: Day | null;
  isSample: boolean;
}

/** Against keeping the agreement, for keeping it, or neither: what is only told, or not known. */
export type Weight = 'against' | 'for' | 'neither';

/** One thing that is known of an agreement, and what it says about keeping it. */
export interface Statement {
  /** What it is about: stable, for programs. */
  topic: string;
  weight: Weight;
  /** A few words, for a list: "2 open findings of high severity". */
  short: string;
  /** A whole sentence. */
  words: string;
  /** Where it can be looked up, from the site's root. */
  path: string | null;
  /** The setting that decided on its weight: "set by this installation". */
  setting: string | null;
  /** Rests on what was invented for the demonstration. */
  isSample: boolean;
}
