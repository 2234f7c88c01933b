import { ApiProperty } from '@nestjs/swagger';
import { SOLVE_STATES } from '../versions/plan.entity.js';
import { TEAM_ROLES } from '../../workforce/position.entity.js';

export class TravelWeeksResponse {
  @ApiProperty() used!: number;
  @ApiProperty({ description: 'Within the limit a quarter of each, and the weeks they are there' })
  allowed!: number;
}

export class RoleMeasuresResponse extends TravelWeeksResponse {
  @ApiProperty({ description: 'Who can travel in some week' }) people!: number;
  @ApiProperty({ type: [TravelWeeksResponse], description: 'Of the four quarters' })
  byQuarter!: TravelWeeksResponse[];
}

export class StaffingMeasuresResponse {
  @ApiProperty() visits!: number;
  @ApiProperty({ description: 'In the week in which it is due, or before' }) onTime!: number;
  @ApiProperty({ description: 'Of all visits, 0 to 1', example: 0.82 }) onTimeShare!: number;
  @ApiProperty() late!: number;
  @ApiProperty() unscheduled!: number;
  @ApiProperty({ description: 'Due before the first week in which they may take place' })
  tooLateAlready!: number;
  @ApiProperty({ description: 'Weeks of lateness, each times the weight of its visit' })
  lateness!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'No plan can be less late than this' })
  bound!: number | null;
  @ApiProperty({ type: Number, nullable: true }) gap!: number | null;
  @ApiProperty() travelKm!: number;
  @ApiProperty({ type: RoleMeasuresResponse }) leaders!: RoleMeasuresResponse;
  @ApiProperty({ type: RoleMeasuresResponse }) inspectors!: RoleMeasuresResponse;
}

export class RunResponse {
  @ApiProperty({ enum: SOLVE_STATES }) runState!: string;
  @ApiProperty({ description: 'How far it is, in words; empty when it is solved' }) words!: string;
  @ApiProperty() requestedAt!: string;
  @ApiProperty() requestedBy!: string;
  @ApiProperty({ type: String, nullable: true }) endedAt!: string | null;
}

export class ScenarioResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'STF-2013-0002' }) number!: string;
  @ApiProperty() fiscalYear!: number;
  @ApiProperty() name!: string;
  @ApiProperty() note!: string;
  @ApiProperty({ type: [String], description: 'What is different, a sentence each' })
  changes!: string[];
  @ApiProperty({ description: 'The people as they are' }) isBaseline!: boolean;
  @ApiProperty({ enum: TEAM_ROLES, nullable: true, description: 'Of a head count series' })
  seriesRole!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'So many people more or fewer' })
  seriesStep!: number | null;
  @ApiProperty({ description: 'Only scenarios of one basis can be compared' }) basisId!: string;
  @ApiProperty({ example: '2012-09-26', description: 'The day whose facts it rests on' })
  plannedFrom!: string;
  @ApiProperty() iterations!: number;
  @ApiProperty() seed!: number;
  @ApiProperty() isSample!: boolean;
  @ApiProperty() createdAt!: string;
  @ApiProperty() createdBy!: string;
  @ApiProperty({ type: RunResponse, nullable: true }) run!: RunResponse | null;
  @ApiProperty({ type: StaffingMeasuresResponse, nullable: true })
  measures!: StaffingMeasuresResponse | null;
}

export class ScenarioListResponse {
  @ApiProperty({ type: [ScenarioResponse] }) items!: ScenarioResponse[];
}

export class AdviceOutcomeResponse {
  @ApiProperty() onTime!: number;
  @ApiProperty() lateness!: number;
  @ApiProperty() unscheduled!: number;
  @ApiProperty() travelKm!: number;
}

export class TriedCandidateResponse extends AdviceOutcomeResponse {
  @ApiProperty({ example: 'One more inspector for detention in Atlanta' }) who!: string;
  @ApiProperty({ example: '4 more visits on time, lateness 120 instead of 180' }) words!: string;
  @ApiProperty({ description: 'At the prices of people’s time the bound falls by at most this' })
  worth!: number;
}

export class AdviceResponse {
  @ApiProperty({ type: RunResponse, nullable: true, description: 'Null: nobody has asked' })
  run!: RunResponse | null;
  @ApiProperty({ type: String, nullable: true }) askedOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) askedBy!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of the plan and each candidate' })
  iterations!: number | null;
  @ApiProperty({ type: Number, nullable: true }) seed!: number | null;
  @ApiProperty() isSample!: boolean;
  @ApiProperty({
    type: AdviceOutcomeResponse,
    nullable: true,
    description: 'The present plan, improved for as long as each candidate’s',
  })
  asItIs!: AdviceOutcomeResponse | null;
  @ApiProperty({ type: [TriedCandidateResponse], description: 'The least late first' })
  tried!: TriedCandidateResponse[];
}
