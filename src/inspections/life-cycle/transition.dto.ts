import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { EmptyIsAbsent, Trimmed } from '../../platform/http/form-values.js';
import { IsDayText } from '../../platform/http/validation.js';
import { SEVERITIES, type Severity } from '../finding.entity.js';
import { INSPECTION_STATUSES } from './life-cycle.rules.js';

export class TransitionRequest {
  @ApiProperty({ enum: INSPECTION_STATUSES, example: 'notified' })
  @IsIn(INSPECTION_STATUSES, { message: `to must be one of ${INSPECTION_STATUSES.join(', ')}` })
  to!: string;

  @ApiProperty({ example: '2012-09-26', description: 'The day on which it happened' })
  @IsDayText()
  on!: string;

  @ApiPropertyOptional({
    example: 'The jail is being repainted that week.',
    description: 'Where it is postponed, scheduled again, given back or cancelled',
  })
  @IsOptional()
  @Trimmed()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(1000)
  reason?: string;

  @ApiPropertyOptional({
    description: 'The new first day of a postponed visit that is scheduled again',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @IsDayText()
  startsOn?: string;
}

export class JudgementRequest {
  @ApiPropertyOptional({ enum: SEVERITIES, example: 'medium' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(SEVERITIES, { message: 'severity must be high, medium or low' })
  severity?: Severity;

  @ApiPropertyOptional({
    enum: ['confirmed', 'declined'],
    description: 'Whether it repeats the earlier finding that is proposed',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(['confirmed', 'declined'], { message: 'repeat must be confirmed or declined' })
  repeat?: 'confirmed' | 'declined';
}
