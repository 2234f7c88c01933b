import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DayColumn, MomentColumn, NameColumn, TextColumn } from '../platform/db/columns.js';

/** An ERO field office. */
@Entity('field_office')
export class FieldOffice {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn({ unique: true }) name!: string;
  @NameColumn() city!: string;
  @NameColumn() state!: string;
  /** IANA name; the zone of everyone who works there. */
  @NameColumn() timeZone!: string;
  /** Of the centroid of the city's county, in degrees; null until the reference data is installed. */
  @Column({ type: 'double precision', nullable: true }) latitude!: number | null;
  @Column({ type: 'double precision', nullable: true }) longitude!: number | null;
  /** The area of responsibility as ICE prints it. */
  @TextColumn() areaAsPrinted!: string;
}

/** A state, or a county of it, that a field office answers for, according to today's map. */
@Entity('area_of_responsibility')
export class AreaOfResponsibility {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() officeId!: string;
  @NameColumn() state!: string;
  /** Null = the whole state. */
  @NameColumn({ nullable: true }) county!: string | null;
}

/** Which field office answers for an agency, and from when until when: a dated fact, never a constant of the agency. */
@Entity('office_assignment')
@Index(['agencyId', 'holdsFrom'])
export class OfficeAssignment {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() agencyId!: string;
  @NameColumn() officeId!: string;
  @DayColumn() holdsFrom!: string;
  /** The first day on which it no longer holds; null = still does. */
  @DayColumn({ nullable: true }) holdsUntil!: string | null;
  @TextColumn() basis!: string;
  @MomentColumn() recordedAt!: string;
  /** When the register learned otherwise; null = it says so still. */
  @MomentColumn({ nullable: true }) supersededAt!: string | null;
}
