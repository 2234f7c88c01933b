import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JsonColumn, MomentColumn, NameColumn, TextColumn } from '../db/columns.js';

export type JobTrigger = 'boot' | 'schedule' | 'doorbell' | 'hand' | 'fallback';
export type JobOutcome = 'succeeded' | 'failed';

/** One run of a job, kept in the database: Redis may forget, the jobs page does not. Times are real, not shifted. */
@Entity('job_run')
export class JobRun {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @NameColumn() name!: string;
  @NameColumn() trigger!: JobTrigger;
  @Column({ type: 'boolean' }) isDryRun!: boolean;
  @MomentColumn() startedAt!: string;
  @MomentColumn() endedAt!: string;
  @NameColumn() outcome!: JobOutcome;
  /** One sentence: what the run did. */
  @TextColumn() summary!: string;
  @JsonColumn({ nullable: true }) result!: Record<string, unknown> | null;
}
