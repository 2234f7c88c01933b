import { Column, Entity, PrimaryColumn } from 'typeorm';
import {
  DayColumn,
  JsonColumn,
  MomentColumn,
  NameColumn,
  TextColumn,
} from '../platform/db/columns.js';
import type { Codes, Deviation, RequirementContent } from './catalogue.rules.js';
import type { Standard } from './standard.rules.js';
import type { VersionSpan } from './versions.rules.js';

/** A numbered MOA requirement. What it says stands in its versions, one for each day. */
@Entity('requirement')
export class Requirement {
  @PrimaryColumn({ type: 'varchar', length: 20 }) code!: string;
  @NameColumn() category!: string;
  /** Counts the changes of its versions, for If-Match. */
  @Column({ type: 'integer', default: 1 }) version!: number;
}

/** What a requirement says from a day until another. */
@Entity('requirement_version')
export class RequirementVersion implements RequirementContent, VersionSpan {
  @PrimaryColumn({ type: 'varchar', length: 20 }) requirementCode!: string;
  @PrimaryColumn({ type: 'varchar', length: 10 }) holdsFrom!: string;
  /** The first day on which it does not hold any more; null = it holds on. */
  @DayColumn({ nullable: true }) holdsUntil!: string | null;
  @TextColumn() text!: string;
  @TextColumn() clause!: string;
  @JsonColumn() models!: Codes;
  @JsonColumn() templates!: Codes;
  @JsonColumn() standard!: Standard;
  @JsonColumn() deviations!: Deviation[];
  @TextColumn() source!: string;
  /** Why there is this version. */
  @TextColumn() reason!: string;
  @MomentColumn() recordedAt!: string;
  @NameColumn() recordedBy!: string;
}
