import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TextColumn } from '../db/columns.js';

/** What this installation remembers about itself: the clock's shift, when it began, whether the outbox is paused. */
@Entity('installation')
export class InstallationFact {
  @PrimaryColumn({ type: 'varchar', length: 60 }) name!: string;
  @TextColumn() value!: string;
}

/** Running numbers of what people call by number, such as `INS-2013`. */
@Entity('number_series')
export class NumberSeries {
  @PrimaryColumn({ type: 'varchar', length: 40 }) series!: string;
  @Column({ type: 'integer' }) last!: number;
}
