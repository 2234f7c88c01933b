import { modelWords } from '../qualification.rules.js';
import {
  ConflictOfInterest,
  Leave,
  Qualification,
  type ServiceRecord,
  Training,
} from '../service-record.entity.js';
import { daysText, spanText } from '../spans.rules.js';

/** The facts of somebody's service, by the word that addresses name them with. */
export const RECORD_KINDS = {
  qualifications: { entity: Qualification, subject: 'qualification', words: 'The qualification' },
  trainings: { entity: Training, subject: 'training', words: 'The training' },
  leaves: { entity: Leave, subject: 'leave', words: 'The leave' },
  conflicts: {
    entity: ConflictOfInterest,
    subject: 'conflict-of-interest',
    words: 'The conflict of interest',
  },
} as const;

export type RecordKind = keyof typeof RECORD_KINDS;
export type RecordOf<Kind extends RecordKind> = InstanceType<(typeof RECORD_KINDS)[Kind]['entity']>;

export const isRecordKind = (text: string): text is RecordKind => Object.hasOwn(RECORD_KINDS, text);

/** A fact in a few words: `Qualification for detention from 2 Jul 2002`, `Leave 4 Mar 2013 to 8 Mar 2013`. */
export function recordLabel(kind: RecordKind, record: ServiceRecord): string {
  switch (kind) {
    case 'qualifications': {
      const qualification = record as Qualification;
      return `Qualification for ${modelWords(qualification.model)} ${spanText(qualification)}`;
    }
    case 'trainings': {
      const training = record as Training;
      return `Training for ${modelWords(training.model)}, ${daysText(training)}`;
    }
    case 'leaves':
      return `Leave ${daysText(record as Leave)}`;
    case 'conflicts':
      return `Conflict of interest ${spanText(record as ConflictOfInterest)}`;
  }
}
