import { Transform } from 'class-transformer';

/** A filter that a form left empty (`?state=`) is no filter. */
export const EmptyIsAbsent = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }): unknown => (value === '' ? undefined : value));

/** Digits become a number; anything else stays as it is, for the check that follows to refuse. */
export const WholeNumber = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }): unknown =>
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
  );

/** Without the spaces around it, so that a reason of spaces is none. */
export const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }): unknown =>
    typeof value === 'string' ? value.trim() : value,
  );
