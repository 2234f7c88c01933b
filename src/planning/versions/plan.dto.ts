import { ApiProperty } from '@nestjs/swagger';
import { PLAN_STATUSES, SOLVE_STATES } from './plan.entity.js';

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
  @ApiProperty({ type: Number, nullable: true }) proofSecondsAllowed!: number | null;
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
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Who holds it on the first day of the visit, as was known on the day of planning',
  })
  holder!: string | null;
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

export class SuccessorResponse {
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'The first day on which they hold the position' }) from!: string;
}

export class PersonLoadResponse {
  @ApiProperty() positionId!: string;
  @ApiProperty() position!: string;
  @ApiProperty({ type: String, nullable: true }) holder!: string | null;
  @ApiProperty({ type: [SuccessorResponse], description: 'Who holds it after them in the year' })
  successors!: SuccessorResponse[];
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
