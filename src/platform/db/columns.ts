import { Column, type ColumnOptions } from 'typeorm';

/** A calendar day, `YYYY-MM-DD`, kept as text: a `date` column would come back as a Date, a day early west of Greenwich. */
export const DayColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ ...options, type: 'varchar', length: 10 });

/** A moment, ISO 8601 in UTC with milliseconds, kept as text that sorts as time does. */
export const MomentColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ ...options, type: 'varchar', length: 24 });

/** Text of any length. */
export const TextColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ ...options, type: 'text' });

/** A short text: an id, a code, a name. */
export const NameColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ length: 255, ...options, type: 'varchar' });

/** A JSON value kept as text. */
export const JsonColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({ ...options, type: 'simple-json' });
