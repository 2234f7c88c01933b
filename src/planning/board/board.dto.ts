import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { EmptyIsAbsent, WholeNumber } from '../../platform/http/form-values.js';
import { LIMITS } from '../versions/limits.rules.js';
import { QUARTERS, type Quarter } from './board-filter.rules.js';

/** What the board shows of a plan. */
export class BoardQuery {
  @IsOptional() @EmptyIsAbsent() @IsIn(QUARTERS) quarter?: Quarter;
  @IsOptional() @EmptyIsAbsent() @IsString() @MaxLength(200) office?: string;
  @IsOptional() @EmptyIsAbsent() @IsString() @MaxLength(36) person?: string;

  /** Of the people, where they are many. */
  @IsOptional()
  @EmptyIsAbsent()
  @WholeNumber()
  @IsInt({ message: 'page must be a whole number from 1' })
  @Min(1, { message: 'page must be a whole number from 1' })
  @Max(10_000, { message: 'page must be 10,000 or less' })
  page?: number;

  /** The week whose map is shown. */
  @IsOptional()
  @EmptyIsAbsent()
  @WholeNumber()
  @IsInt({ message: 'week must be a week of the year, from 0' })
  @Min(0, { message: 'week must be a week of the year, from 0' })
  @Max(52, { message: 'week must be a week of the year, from 0' })
  week?: number;

  /** `quarters` for paper: a table for each quarter. */
  @IsOptional() @EmptyIsAbsent() @IsIn(['year', 'quarters']) layout?: 'year' | 'quarters';
}

export class MovePreviewQuery {
  @ApiPropertyOptional({
    type: Number,
    example: 12,
    description: 'Week of the fiscal year, from 0; absent = without a week',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @WholeNumber()
  @IsInt({ message: 'week must be a week of the year, from 0' })
  @Min(0, { message: 'week must be a week of the year, from 0' })
  @Max(52, { message: 'week must be a week of the year, from 0' })
  week?: number;

  @ApiPropertyOptional({
    description: 'The id of the position that leads; absent = a team is proposed',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(36)
  leader?: string;

  @ApiPropertyOptional({ type: [String], description: 'The ids of the inspectors’ positions' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }): unknown =>
    value === undefined ? undefined : [value].flat(),
  )
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(36, { each: true })
  inspectors?: string[];

  @ApiPropertyOptional({ description: 'The id of a position that must be of a proposed team' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(36)
  person?: string;
}

export class BrokenLimitResponse {
  @ApiProperty({ enum: LIMITS }) limit!: string;
  @ApiProperty() words!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The position that it is about' })
  person!: string | null;
  @ApiProperty({ type: [String], description: 'The other visits that stand in the way' })
  tasks!: string[];
}

export class PlanCostResponse {
  @ApiProperty() lateness!: number;
  @ApiProperty() travelKm!: number;
  @ApiProperty() imbalance!: number;
}

export class ProposedTeamResponse {
  @ApiProperty() leader!: string;
  @ApiProperty({ type: [String] }) inspectors!: string[];
}

export class MovePreviewResponse {
  @ApiProperty({ description: 'Of the plan: a move is saved with it' }) version!: number;
  @ApiProperty() isPossible!: boolean;
  @ApiProperty({ type: [BrokenLimitResponse] }) limits!: BrokenLimitResponse[];
  @ApiProperty({ type: ProposedTeamResponse, nullable: true }) team!: ProposedTeamResponse | null;
  @ApiProperty({ type: PlanCostResponse }) before!: PlanCostResponse;
  @ApiProperty({ type: PlanCostResponse }) after!: PlanCostResponse;
  @ApiProperty({ example: 'The week of 8 Oct 2012, Team leader 1: possible, lateness +2.' })
  words!: string;
}

export class TargetWeekResponse {
  @ApiProperty() week!: number;
  @ApiProperty() isPossible!: boolean;
  @ApiProperty({ type: [BrokenLimitResponse] }) limits!: BrokenLimitResponse[];
  @ApiProperty({ description: 'Weighted weeks of lateness more than where it is now' })
  lateness!: number;
}

export class TargetsResponse {
  @ApiProperty() version!: number;
  @ApiProperty({ type: [TargetWeekResponse] }) weeks!: TargetWeekResponse[];
}
