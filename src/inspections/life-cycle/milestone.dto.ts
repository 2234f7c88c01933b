import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { EmptyIsAbsent } from '../../platform/http/form-values.js';
import { PageQuery } from '../../platform/http/paging.js';
import { INSPECTION_STATUSES } from './life-cycle.rules.js';
import type { MilestoneRow } from './milestones.service.js';

/** The steps that visits wait for. */
export const MILESTONE_STEPS = [
  'scheduled',
  'notified',
  'in-field',
  'exit-interview',
  'draft-report',
  'final-report',
  'distributed',
] as const;

export class MilestoneQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['late', 'ahead'] })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(['late', 'ahead'], { message: 'standing must be late or ahead' })
  standing?: 'late' | 'ahead';

  @ApiPropertyOptional({ enum: MILESTONE_STEPS })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(MILESTONE_STEPS, { message: `step must be one of ${MILESTONE_STEPS.join(', ')}` })
  step?: string;
}

export class MilestoneResponse {
  @ApiProperty({ description: 'The visit’s id' }) id!: string;
  @ApiProperty({ example: 'INS-2013-0042' }) number!: string;
  @ApiProperty({ enum: ['full', 'focus'] }) kind!: string;
  @ApiProperty({ type: String, nullable: true }) agency!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'GA' }) state!: string | null;
  @ApiProperty({ enum: INSPECTION_STATUSES }) status!: string;
  @ApiProperty({ enum: MILESTONE_STEPS, description: 'The step that it waits for' }) step!: string;
  @ApiProperty({ example: '2012-10-01' }) limitOn!: string;
  @ApiProperty({ description: 'What the limit is counted from; set by this installation' })
  basis!: string;
  @ApiProperty({ description: 'Days past the limit; negative = days that are left' })
  daysLate!: number;
  @ApiProperty({ type: String, nullable: true, example: 'Team leader 1' })
  heldBy!: string | null;
  @ApiProperty({ description: 'Invented for the demonstration' }) isSample!: boolean;
}

export class MilestoneListResponse {
  @ApiProperty({ type: [MilestoneResponse] }) items!: MilestoneResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty() total!: number;
}

export const milestoneResponse = (row: MilestoneRow): MilestoneResponse => ({
  id: row.visit.id,
  number: row.visit.number,
  kind: row.visit.kind,
  agency: row.agreement?.agencyName ?? null,
  state: row.agreement?.state ?? null,
  status: row.visit.status,
  step: row.step,
  limitOn: row.limitOn,
  basis: row.basis,
  daysLate: row.daysLate,
  heldBy: row.holder?.position ?? null,
  isSample: row.visit.isSample,
});
