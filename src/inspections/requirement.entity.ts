import { Entity, PrimaryColumn } from 'typeorm';
import { NameColumn, TextColumn } from '../platform/db/columns.js';

/** A numbered MOA requirement with its measurable standard, or the flag that it has none. */
@Entity('requirement')
export class Requirement {
  @PrimaryColumn({ type: 'varchar', length: 20 }) code!: string;
  @NameColumn() category!: string;
  @TextColumn() text!: string;
  @TextColumn() measurableStandard!: string;
  @TextColumn() templates!: string;
  @TextColumn() source!: string;
}
