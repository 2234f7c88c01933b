import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { EmptyIsAbsent, Trimmed, WholeNumber } from '../../platform/http/form-values.js';

/** Beyond that it would be a typing slip. */
const LARGEST = 2_000_000_000;

export class PlanQuery {
  @ApiPropertyOptional({ type: Number, example: 2013 })
  @IsOptional()
  @EmptyIsAbsent()
  @WholeNumber()
  @IsInt({ message: 'fiscalYear must be a year such as 2013' })
  @Min(2003, { message: 'fiscalYear must be a year such as 2013' })
  @Max(2100, { message: 'fiscalYear must be a year such as 2013' })
  fiscalYear?: number;
}

/** How a version is to be solved. */
export class SolveRequestBody {
  @ApiPropertyOptional({
    type: Number,
    example: 30,
    description: 'How long to look for better weeks and teams; the policy says so, if absent',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @WholeNumber()
  @IsInt({ message: 'seconds must be a whole number, at least 1' })
  @Min(1, { message: 'seconds must be a whole number, at least 1' })
  @Max(86_400, { message: 'seconds must be a whole number of at most a day' })
  seconds?: number;

  @ApiPropertyOptional({
    type: Number,
    example: 300,
    description:
      'How long, before that, to look for the least late plan of all and a proof that it is, up to 2,000 visits; if absent, up to 80 visits get some of the seconds for it',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @WholeNumber()
  @IsInt({ message: 'proofSeconds must be a whole number, at least 1' })
  @Min(1, { message: 'proofSeconds must be a whole number, at least 1' })
  @Max(86_400, { message: 'proofSeconds must be a whole number of at most a day' })
  proofSeconds?: number;

  @ApiPropertyOptional({
    type: Number,
    description: 'Instead of seconds: with the seed it defines the plan',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @WholeNumber()
  @IsInt({ message: 'iterations must be a whole number, at least 1' })
  @Min(1, { message: 'iterations must be a whole number, at least 1' })
  @Max(LARGEST, { message: 'iterations must be a smaller number' })
  iterations?: number;

  @ApiPropertyOptional({ type: Number, default: 1 })
  @IsOptional()
  @EmptyIsAbsent()
  @WholeNumber()
  @IsInt({ message: 'seed must be a whole number from 0' })
  @Min(0, { message: 'seed must be a whole number from 0' })
  @Max(LARGEST, { message: 'seed must be a smaller number' })
  seed?: number;
}

export class DraftPlanRequest extends SolveRequestBody {
  @ApiProperty({ example: 2013 })
  @WholeNumber()
  @IsInt({ message: 'fiscalYear must be a year such as 2013' })
  @Min(2003, { message: 'fiscalYear must be a year such as 2013' })
  @Max(2100, { message: 'fiscalYear must be a year such as 2013' })
  fiscalYear!: number;

  @ApiProperty({ example: 'With the new leader in Dallas' })
  @Trimmed()
  @IsNotEmpty({ message: 'name must say what this version is' })
  @IsString()
  @MaxLength(200)
  name!: string;
}

export class ReplanRequest extends SolveRequestBody {
  @ApiPropertyOptional({ example: 'After the leave of October' })
  @IsOptional()
  @EmptyIsAbsent()
  @Trimmed()
  @IsString()
  @MaxLength(200)
  name?: string;

  @ApiPropertyOptional({
    type: Number,
    example: 2,
    description:
      'Weeks of lateness of a visit of weight 1 that a move may cost; 0 = moves are free; the policy says so, if absent',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @Type(() => Number)
  @IsNumber({ allowNaN: false }, { message: 'calm must be a number from 0' })
  @Min(0, { message: 'calm must be a number from 0' })
  @Max(1000, { message: 'calm must be at most 1,000' })
  calm?: number;
}

export class PlanReasonRequest {
  @ApiProperty({ example: 'Two leaders are on leave in October.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

export class LockRequest {
  @ApiProperty({ description: 'false lets the visit move again' })
  @IsBoolean({ message: 'isLocked must be true or false' })
  isLocked!: boolean;
}

export class MoveItemRequest {
  @ApiProperty({ example: 12, description: 'Week of the fiscal year, from 0' })
  @IsInt({ message: 'week must be a week of the year, from 0' })
  @Min(0, { message: 'week must be a week of the year, from 0' })
  @Max(52, { message: 'week must be a week of the year, from 0' })
  week!: number;

  @ApiProperty({ description: 'The id of the position that leads' })
  @IsNotEmpty({ message: 'leader must be the id of a position' })
  @IsString()
  @MaxLength(36)
  leader!: string;

  @ApiProperty({ type: [String], description: 'The ids of the inspectors’ positions' })
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(36, { each: true })
  inspectors!: string[];
}

export class CompareQuery {
  @ApiProperty({ description: 'The id of the version that it is compared with' })
  @IsNotEmpty({ message: 'with must be the id of another plan' })
  @IsString()
  @MaxLength(36)
  with!: string;
}
