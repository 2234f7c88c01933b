import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { EmptyIsAbsent, Trimmed } from '../platform/http/form-values.js';
import { PageQuery } from '../platform/http/paging.js';
import { ACTION_STATUSES } from './corrective-actions/corrective-action.rules.js';
import { FINDING_STATUSES } from './finding.entity.js';
import { type Outcome, OUTCOMES } from './focus-reviews/outcome.rules.js';

export class FindingQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: FINDING_STATUSES,
    description: 'Drafts are shown only to those who see the checklist',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(FINDING_STATUSES, { message: 'status must be draft, open or closed' })
  status?: string;

  @ApiPropertyOptional({ enum: ['high', 'medium', 'low'] })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(['high', 'medium', 'low'], { message: 'severity must be high, medium or low' })
  severity?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @EmptyIsAbsent()
  @IsUUID(undefined, { message: 'agreementId must be the id of an agreement' })
  agreementId?: string;
}

export class OutcomeRequest {
  @ApiProperty({ enum: OUTCOMES, example: 'corrected' })
  @IsIn(OUTCOMES, { message: `outcome must be one of ${OUTCOMES.join(', ')}` })
  outcome!: Outcome;

  @ApiProperty({ example: 'The Spanish poster hangs beside the intake desk.' })
  @Trimmed()
  @IsNotEmpty({ message: 'note must say what the visit saw' })
  @IsString()
  @MaxLength(4000)
  note!: string;
}

export class ClosureRequest {
  @ApiProperty({ example: 'The agreement has ended.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why the finding is closed' })
  @IsString()
  @MaxLength(4000)
  reason!: string;
}

/** The action of a finding in short; `/api/v1/corrective-actions/{id}` has all of it. */
export class FindingActionResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ type: String, nullable: true }) plan!: string | null;
  @ApiProperty({ enum: ['agency', 'field-office'] }) owner!: string;
  @ApiProperty() dueOn!: string;
  @ApiProperty({ enum: ACTION_STATUSES }) status!: string;
  @ApiProperty({ type: String, nullable: true }) doneOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
}

export class FindingResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'INS-2012-0003/F1' }) number!: string;
  @ApiProperty() agreementId!: string;
  @ApiProperty({ enum: ['deficiency', 'area-of-concern'] }) kind!: string;
  @ApiProperty({ type: String, nullable: true, enum: ['high', 'medium', 'low'] })
  severity!: string | null;
  @ApiProperty({ enum: ['agency', 'ice'] }) side!: string;
  @ApiProperty({ enum: FINDING_STATUSES }) status!: string;
  @ApiProperty({ example: 'CMP-01' }) requirementCode!: string;
  @ApiProperty() observation!: string;
  @ApiProperty({ type: String, nullable: true }) reportedOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) actionDueOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) actionStatus!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The earlier finding that it repeats, once the leader has confirmed it',
  })
  repeatOf!: string | null;
  @ApiProperty({ type: String, nullable: true }) actionId!: string | null;
  @ApiProperty({ description: 'A visit that was to verify it found it not corrected' })
  isRepeated!: boolean;
  @ApiProperty() isSample!: boolean;
}

export class FindingListResponse {
  @ApiProperty({ type: [FindingResponse] }) items!: FindingResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty() total!: number;
}

export class CoverageResponse {
  @ApiProperty() round!: number;
  @ApiProperty() inspectionId!: string;
  @ApiProperty({ example: 'FR-2013-0002' }) number!: string;
  @ApiProperty({ enum: ['full', 'focus'] }) kind!: string;
  @ApiProperty({ type: String, nullable: true }) startsOn!: string | null;
  @ApiProperty() basis!: string;
  @ApiProperty({ enum: OUTCOMES, type: String, nullable: true }) outcome!: string | null;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The day of the visit’s final report; null while the outcome can still change',
  })
  effectiveOn!: string | null;
}

export class FindingDetailResponse extends FindingResponse {
  @ApiProperty({ type: FindingActionResponse, nullable: true })
  correctiveAction!: FindingActionResponse | null;
  @ApiProperty({ type: String, nullable: true }) closedOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) closedReason!: string | null;
  @ApiProperty({ type: [CoverageResponse] }) coveredBy!: CoverageResponse[];
}
