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
import { PLAN_STATUSES, SOLVE_STATES } from './plan.entity.js';

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

export class SolveFactsResponse {
  @ApiProperty() iterations!: number;
  @ApiProperty() seconds!: number;
  @ApiProperty() lateness!: number;
  @ApiProperty() travelKm!: number;
  @ApiProperty() unscheduled!: number;
  @ApiProperty({ type: Number, nullable: true }) bound!: number | null;
  @ApiProperty({ type: Number, nullable: true }) gap!: number | null;
}

export class SolveResponse {
  @ApiProperty({ enum: SOLVE_STATES }) solveState!: string;
  @ApiProperty() secondsAllowed!: number;
  @ApiProperty({ type: Number, nullable: true }) iterationsAllowed!: number | null;
  @ApiProperty() seed!: number;
  @ApiProperty({ type: Number, nullable: true }) calm!: number | null;
  @ApiProperty({ description: 'Somebody asked it to stop' }) isStopAsked!: boolean;
  @ApiProperty({ type: SolveFactsResponse, nullable: true }) progress!: SolveFactsResponse | null;
  @ApiProperty({ type: String, nullable: true }) failure!: string | null;
  @ApiProperty() requestedAt!: string;
  @ApiProperty() requestedBy!: string;
  @ApiProperty({ type: String, nullable: true }) endedAt!: string | null;
}

export class PlanResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'PLAN-2013-0003' }) number!: string;
  @ApiProperty() fiscalYear!: number;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: PLAN_STATUSES }) planStatus!: string;
  @ApiProperty({ type: String, nullable: true }) basedOnId!: string | null;
  @ApiProperty({ example: '2012-09-26', description: 'The day whose facts it was planned from' })
  plannedFrom!: string;
  @ApiProperty() createdAt!: string;
  @ApiProperty() createdBy!: string;
  @ApiProperty({ type: String, nullable: true }) proposedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) proposedBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) approvedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) approvedBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) supersededAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was sent back or withdrawn' })
  reason!: string | null;
  @ApiProperty({ description: 'Weeks of lateness, each times the weight of its visit' })
  lateness!: number;
  @ApiProperty() travelKm!: number;
  @ApiProperty({ description: 'Sum of the squares of the weeks that each person travels' })
  imbalance!: number;
  @ApiProperty() unscheduled!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'No plan can be less late than this' })
  bound!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 0.021 }) gap!: number | null;
  @ApiProperty() isSample!: boolean;
  @ApiProperty({ type: SolveResponse, nullable: true }) solve!: SolveResponse | null;
}

export class PlanListResponse {
  @ApiProperty({ type: [PlanResponse] }) items!: PlanResponse[];
}

/** A person of a team. */
export class PlannedMemberResponse {
  @ApiProperty() positionId!: string;
  @ApiProperty({ example: 'Team leader 1' }) position!: string;
}

export class PlanItemResponse {
  @ApiProperty({ description: 'The same in every version' }) taskId!: string;
  @ApiProperty({ enum: ['full', 'focus'] }) kind!: string;
  @ApiProperty() agreementId!: string;
  @ApiProperty({ example: "Cobb County Sheriff's Office" }) agency!: string;
  @ApiProperty({ example: 'GA' }) state!: string;
  @ApiProperty() model!: string;
  @ApiProperty({ type: String, nullable: true }) inspectionId!: string | null;
  @ApiProperty() dueOn!: string;
  @ApiProperty({ type: Number, nullable: true }) week!: number | null;
  @ApiProperty({ type: String, nullable: true }) startsOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) endsOn!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'After the week in which it is due' })
  weeksLate!: number | null;
  @ApiProperty({ type: PlannedMemberResponse, nullable: true })
  leader!: PlannedMemberResponse | null;
  @ApiProperty({ type: [PlannedMemberResponse] }) inspectors!: PlannedMemberResponse[];
  @ApiProperty() isLocked!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Why it may not move at all' })
  fixedBecause!: string | null;
  @ApiProperty() weight!: number;
  @ApiProperty({ example: '4.5 = 1 + 2 (overdue since 3 Jun 2012) + 1.5 (open findings: 2 high)' })
  weightWords!: string;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({ type: String, nullable: true }) movedBecause!: string | null;
}

export class PersonLoadResponse {
  @ApiProperty() positionId!: string;
  @ApiProperty() position!: string;
  @ApiProperty({ type: String, nullable: true }) holder!: string | null;
  @ApiProperty() visits!: number;
  @ApiProperty() travelWeeks!: number;
  @ApiProperty({ type: [Number] }) byQuarter!: number[];
  @ApiProperty() travelKm!: number;
}

export class DifferenceResponse {
  @ApiProperty({ enum: ['gone', 'new', 'visit', 'people', 'risk'] }) kind!: string;
  @ApiProperty() taskId!: string;
  @ApiProperty() words!: string;
}

export class PlanNoteResponse {
  @ApiProperty() foundOn!: string;
  @ApiProperty({ type: String, nullable: true }) goneOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) taskId!: string | null;
  @ApiProperty() words!: string;
}

export class PlanDetailResponse extends PlanResponse {
  @ApiProperty({ type: [PlanItemResponse] }) visits!: PlanItemResponse[];
  @ApiProperty({ type: [PersonLoadResponse] }) loads!: PersonLoadResponse[];
  @ApiProperty({ type: [String] }) assumptions!: string[];
  @ApiProperty({
    type: [DifferenceResponse],
    description:
      'In what it and the world differ now: before the approval what stands against it, afterwards what was done since',
  })
  differences!: DifferenceResponse[];
  @ApiProperty({ type: [PlanNoteResponse], description: 'What the nightly check found' })
  notes!: PlanNoteResponse[];
}

export class CompareQuery {
  @ApiProperty({ description: 'The id of the version that it is compared with' })
  @IsNotEmpty({ message: 'with must be the id of another plan' })
  @IsString()
  @MaxLength(36)
  with!: string;
}

export class ComparedPlaceResponse {
  @ApiProperty({ type: Number, nullable: true }) week!: number | null;
  @ApiProperty({ type: String, nullable: true }) startsOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) endsOn!: string | null;
  @ApiProperty({ type: [String] }) team!: string[];
  @ApiProperty({ type: Number, nullable: true }) weeksLate!: number | null;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
}

export class ComparedTaskResponse {
  @ApiProperty() task!: string;
  @ApiProperty() agreementId!: string;
  @ApiProperty() agreement!: string;
  @ApiProperty({ enum: ['full', 'focus'] }) kind!: string;
  @ApiProperty() dueOn!: string;
  @ApiProperty({ type: ComparedPlaceResponse, nullable: true }) a!: ComparedPlaceResponse | null;
  @ApiProperty({ type: ComparedPlaceResponse, nullable: true }) b!: ComparedPlaceResponse | null;
  @ApiProperty() differs!: boolean;
  @ApiProperty({ type: String, nullable: true }) because!: string | null;
}

export class ComparedPersonResponse {
  @ApiProperty() visits!: number;
  @ApiProperty() travelWeeks!: number;
  @ApiProperty() travelKm!: number;
}

export class ComparedLoadResponse {
  @ApiProperty() position!: string;
  @ApiProperty({ type: ComparedPersonResponse, nullable: true }) a!: ComparedPersonResponse | null;
  @ApiProperty({ type: ComparedPersonResponse, nullable: true }) b!: ComparedPersonResponse | null;
}

export class ComparisonResponse {
  @ApiProperty({ type: PlanResponse }) a!: PlanResponse;
  @ApiProperty({ type: PlanResponse }) b!: PlanResponse;
  @ApiProperty({ type: [ComparedTaskResponse], description: 'What differs first' })
  tasks!: ComparedTaskResponse[];
  @ApiProperty({ type: [ComparedLoadResponse] }) loads!: ComparedLoadResponse[];
}

/** Of the events that tell how far the solving is. */
export class SolveProgressResponse {
  @ApiProperty({ enum: SOLVE_STATES, nullable: true, type: String }) state!: string | null;
  @ApiProperty({ type: SolveFactsResponse, nullable: true }) progress!: SolveFactsResponse | null;
}
