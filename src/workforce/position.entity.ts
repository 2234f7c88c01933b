import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DayColumn, JsonColumn, NameColumn } from '../platform/db/columns.js';

export type TeamRole = 'leader' | 'inspector';

/** A position of the 287(g) Inspections Unit: vacant or filled. */
@Entity('position')
export class Position {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** "Team leader 1", "Inspector 3". */
  @NameColumn({ unique: true }) title!: string;
  @NameColumn() role!: TeamRole;
  /** Codes of the program models that its holder may inspect. JOINT asks for DETENTION and TASK_FORCE. */
  @JsonColumn() qualifications!: string[];
  @NameColumn() homeOfficeId!: string;
  /** Null = the policy's number. */
  @Column({ type: 'integer', nullable: true }) travelWeeksPerQuarter!: number | null;
  @Column({ type: 'boolean' }) isSample!: boolean;
}

/** Who holds a position, from when until when. A position without one is vacant. */
@Entity('occupancy')
export class Occupancy {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() positionId!: string;
  @NameColumn() accountId!: string;
  @DayColumn() holdsFrom!: string;
  @DayColumn({ nullable: true }) holdsUntil!: string | null;
}
