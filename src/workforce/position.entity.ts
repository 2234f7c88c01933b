import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Role } from '../identity/permissions.js';
import { DayColumn, JsonColumn, NameColumn } from '../platform/db/columns.js';

export const TEAM_ROLES = ['leader', 'inspector'] as const;
export type TeamRole = (typeof TEAM_ROLES)[number];

/** What somebody must be to hold a position. */
export const ROLE_OF: Record<TeamRole, Role> = { leader: 'team-leader', inspector: 'inspector' };

/** A position of the 287(g) Inspections Unit: vacant or filled. */
@Entity('position')
export class Position {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** "Team leader 1", "Inspector 3". */
  @NameColumn({ unique: true }) title!: string;
  @NameColumn() role!: TeamRole;
  /** What it asks of its holder: codes of program models. What a holder may inspect is in their own qualifications. */
  @JsonColumn() qualifications!: string[];
  @NameColumn() homeOfficeId!: string;
  /** Null = the policy's number. */
  @Column({ type: 'integer', nullable: true }) travelWeeksPerQuarter!: number | null;
  @Column({ type: 'boolean' }) isSample!: boolean;
  @DayColumn() establishedOn!: string;
  /** The first day on which it no longer exists; null = it does. */
  @DayColumn({ nullable: true }) abolishedOn!: string | null;
  /** Of the position and of who holds it. */
  @VersionColumn() version!: number;
}

/**
 * Who holds a position, from when until when. A position without one is vacant. One that ends on its first day never
 * was: it was taken back before it began.
 */
@Entity('occupancy')
export class Occupancy {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() positionId!: string;
  @NameColumn() accountId!: string;
  @DayColumn() holdsFrom!: string;
  /** The first day on which they no longer hold it; null = they still do. */
  @DayColumn({ nullable: true }) holdsUntil!: string | null;
}
