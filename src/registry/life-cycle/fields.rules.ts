/** What a transition may ask for besides the day, the reason and where it is written. */
export const FIELD_NAMES = [
  'length',
  'response',
  'givenBy',
  'noticeEndsOn',
  'data',
  'exigency',
  'signedOn',
  'endsOn',
  'model',
  'successor',
  'template',
] as const;

export type FieldName = (typeof FIELD_NAMES)[number];

export type FieldKind = 'day' | 'text' | 'long-text' | 'side' | 'model' | 'agreement';

export interface FieldWords {
  kind: FieldKind;
  label: string;
  hint?: string;
}

/** How people read each field; where a template asks for it, which one. */
export const FIELDS: Record<FieldName, FieldWords> = {
  length: {
    kind: 'text',
    label: 'Length',
    hint: 'A number of days, or “until further notice”. The notice of a suspension states it (TRM-02).',
  },
  response: {
    kind: 'long-text',
    label: 'How the agency can respond',
    hint: 'The corrective measures with which it can answer (TRM-02).',
  },
  givenBy: { kind: 'side', label: 'Who gave the notice' },
  noticeEndsOn: { kind: 'day', label: 'The notice runs out on' },
  data: {
    kind: 'long-text',
    label: 'Data that the notice states',
    hint: 'On those whom the agency identified. A termination out of a suspension rests on it (TRM-03).',
  },
  exigency: {
    kind: 'long-text',
    label: 'Why public safety does not allow notice',
    hint: 'Leave empty where 90 days’ written notice was given (TRM-04).',
  },
  signedOn: { kind: 'day', label: 'Signed on' },
  endsOn: { kind: 'day', label: 'Ends on', hint: 'Leave empty where the text names no end.' },
  model: { kind: 'model', label: 'New program model' },
  successor: { kind: 'agreement', label: 'Replaced by' },
  template: {
    kind: 'text',
    label: 'Template of the text',
    hint: 'Such as TFM 2025, where it is known.',
  },
};

/** The two sides of an agreement. */
export const SIDES = { ice: 'ICE', agency: 'the agency' } as const;

export type Side = keyof typeof SIDES;

export const isSide = (text: string): text is Side => text in SIDES;

export const UNTIL_FURTHER_NOTICE = 'until further notice';

const LONGEST_SUSPENSION_DAYS = 3650;

/** A length as it is kept: the number of days, or `until further notice`; null for anything else. */
export function lengthOf(text: string): string | null {
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (plain === UNTIL_FURTHER_NOTICE) return plain;
  const days = /^(\d{1,4})( days?)?$/.exec(plain)?.[1];
  if (days === undefined) return null;
  return Number(days) >= 1 && Number(days) <= LONGEST_SUSPENSION_DAYS ? String(Number(days)) : null;
}
