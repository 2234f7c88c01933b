import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsNumberString, IsString, MaxLength } from 'class-validator';
import { Trimmed } from '../platform/http/form-values.js';
import type { NewVersion } from './requirement-versions.service.js';
import type { RequirementVersion } from './requirement.entity.js';
import {
  type Bound,
  BOUNDS,
  STANDARD_KINDS,
  type StandardKind,
  type Unit,
  UNITS,
  type Weekends,
  WEEKENDS,
} from './standard.rules.js';
import { covers } from './catalogue.rules.js';

/** One box that is ticked arrives as a text, none as nothing. */
const Ticked = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }): unknown =>
    value === undefined ? [] : [value].flat(),
  );

/** What somebody typed; what is wrong with it is shown beside its fields. */
export class VersionForm {
  @Trimmed() @IsString() @MaxLength(10) holdsFrom = '';
  @Trimmed() @IsString() @MaxLength(4000) text = '';
  @Trimmed() @IsString() @MaxLength(500) clause = '';
  @Ticked() @ArrayMaxSize(20) @IsString({ each: true }) models: string[] = [];
  @Ticked() @ArrayMaxSize(20) @IsString({ each: true }) templates: string[] = [];
  @IsIn(STANDARD_KINDS) kind: StandardKind = 'limit';
  @Trimmed() @IsString() @MaxLength(1000) what = '';
  @Trimmed() @IsString() @MaxLength(100) per = '';
  @IsIn(['', ...BOUNDS]) bound: Bound | '' = '';
  @Trimmed() @IsString() @MaxLength(10) amount = '';
  @IsIn(['', ...UNITS]) unit: Unit | '' = '';
  @IsIn(['', ...WEEKENDS]) weekends: Weekends | '' = '';
  @Trimmed() @IsString() @MaxLength(1000) inference = '';
  @Trimmed() @IsString() @MaxLength(1000) source = '';
  @Trimmed() @IsString() @MaxLength(1000) reason = '';
}

/** With the version of the requirement that the form was made from. */
export class VersionFormBody extends VersionForm {
  @IsNumberString() version!: string;
}

/** The form as it opens: what the latest version says, to be changed. */
export function formOf({ standard, ...latest }: RequirementVersion): VersionForm {
  return {
    holdsFrom: '',
    text: latest.text,
    clause: latest.clause,
    models: [...latest.models],
    templates: [...latest.templates],
    kind: standard.kind,
    what: standard.what,
    per: standard.per ?? '',
    bound: standard.bound ?? '',
    amount: standard.amount === null ? '' : String(standard.amount),
    unit: standard.unit ?? '',
    weekends: standard.weekends ?? '',
    inference: standard.inference ?? '',
    source: latest.source,
    reason: '',
  };
}

/** What the form asks for. What single templates ask differently stays, as far as these templates stay. */
export function draftOf(form: VersionForm, latest: RequirementVersion): NewVersion {
  return {
    holdsFrom: form.holdsFrom,
    text: form.text,
    clause: form.clause,
    models: form.models,
    templates: form.templates,
    standard: {
      kind: form.kind,
      what: form.what,
      per: form.per || null,
      bound: form.bound || null,
      amount: form.amount === '' ? null : Number(form.amount),
      unit: form.unit || null,
      weekends: form.weekends || null,
      inference: form.inference || null,
    },
    deviations: latest.deviations.filter(({ template }) => covers(form.templates, template)),
    source: form.source,
    reason: form.reason,
  };
}
