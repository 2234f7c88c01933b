import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import { Trimmed } from '../../platform/http/form-values.js';
import { IsDayText } from '../../platform/http/validation.js';
import type { TrainingResult } from '../service-record.entity.js';

const RESULTS = ['passed', 'not-passed'] as const;

class SpanRequest {
  @ApiProperty({ example: '2012-10-01', description: 'The first day' })
  @IsDayText()
  from!: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: '2014-10-01',
    description: 'The first day on which it no longer holds',
  })
  @ValidateIf((_, value) => value !== null)
  @IsOptional()
  @IsDayText()
  until?: string | null;
}

export class QualificationRequest extends SpanRequest {
  @ApiProperty({ example: 'TASK_FORCE', description: 'Code of a program model, not JOINT' })
  @Trimmed()
  @IsString()
  @MaxLength(40)
  model!: string;

  @ApiProperty({ example: 'Certificate of 2011', description: 'What it rests on' })
  @Trimmed()
  @IsNotEmpty({ message: 'basis must say what it rests on' })
  @IsString()
  @MaxLength(500)
  basis!: string;
}

export class TrainingRequest {
  @ApiProperty({
    example: '019b3f5e-0000-7000-8000-000000000001',
    description: 'The account of the team leader who gave it',
  })
  @IsString()
  @MaxLength(36)
  leaderId!: string;

  @ApiProperty({ example: 'TASK_FORCE', description: 'Code of a program model, not JOINT' })
  @Trimmed()
  @IsString()
  @MaxLength(40)
  model!: string;

  @ApiProperty({ example: '2012-09-10' }) @IsDayText() firstDay!: string;
  @ApiProperty({ example: '2012-09-14' }) @IsDayText() lastDay!: string;

  @ApiProperty({ enum: RESULTS, example: 'passed' })
  @IsIn(RESULTS, { message: `result must be one of ${RESULTS.join(', ')}` })
  result!: TrainingResult;

  @ApiPropertyOptional({ example: 'Report writing and procedures.' })
  @Trimmed()
  @IsString()
  @MaxLength(1000)
  note: string = '';
}

export class LeaveRequest {
  @ApiProperty({ example: '2013-03-04' }) @IsDayText() firstDay!: string;
  @ApiProperty({ example: '2013-03-08' }) @IsDayText() lastDay!: string;

  @ApiPropertyOptional({ example: 'leave', description: 'No reasons of health' })
  @Trimmed()
  @IsString()
  @MaxLength(100)
  note: string = '';
}

export class ConflictRequest extends SpanRequest {
  @ApiProperty({ example: '019b3f5e-0000-7000-8000-000000000002' })
  @IsString()
  @MaxLength(36)
  agencyId!: string;

  @ApiProperty({ example: 'Served there until 2010.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say what the conflict is' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

export class RecordEndRequest {
  @ApiProperty({ example: '2013-01-01', description: 'The first day on which it no longer holds' })
  @IsDayText()
  on!: string;

  @ApiProperty({ example: 'Was not renewed.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

export class RecordWithdrawalRequest {
  @ApiProperty({ example: 'Entered for the wrong person.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}
