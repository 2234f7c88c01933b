import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import { EmptyIsAbsent, Trimmed } from '../platform/http/form-values.js';
import { PageQuery } from '../platform/http/paging.js';
import { IsDayText } from '../platform/http/validation.js';
import { type Side, SIDES } from '../registry/life-cycle/fields.rules.js';
import { type Decision, DECISIONS } from './proposal.rules.js';
import { REVIEW_STATES, type ReviewState } from './renewal.entity.js';
import { REVIEW_CAUSES, type ReviewCause } from './review.rules.js';

/** `undecided`: open, or a proposal waits. */
export const REVIEW_STATE_FILTERS = ['undecided', ...REVIEW_STATES] as const;

/** What the worklist may be narrowed to: the same in the API, on the page and in the export. */
export class RenewalQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'GA', description: 'Two-letter code' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  state?: string;

  @ApiPropertyOptional({ example: 'Atlanta', description: 'Name or id' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  fieldOffice?: string;

  @ApiPropertyOptional({ enum: REVIEW_CAUSES })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(REVIEW_CAUSES, { message: `cause must be one of ${REVIEW_CAUSES.join(', ')}` })
  cause?: ReviewCause;

  @ApiPropertyOptional({ enum: REVIEW_STATE_FILTERS, description: 'Any, if absent' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(REVIEW_STATE_FILTERS, {
    message: `reviewState must be one of ${REVIEW_STATE_FILTERS.join(', ')}`,
  })
  reviewState?: ReviewState | 'undecided';
}

export class OpenReviewRequest {
  @ApiProperty({ description: 'The id of an agreement' })
  @IsString()
  @MaxLength(36)
  agreementId!: string;

  @ApiProperty({ example: 'Three findings of high severity within a year.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why it is to be reviewed' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

/** The form of an agreement's page. */
export class OpenReviewForm {
  @Trimmed()
  @IsNotEmpty({ message: 'Say why it is to be reviewed.' })
  @IsString()
  @MaxLength(1000)
  reviewReason!: string;
}

export class ProposalRequest {
  @ApiProperty({ enum: DECISIONS, example: 'extend' })
  @IsIn(DECISIONS, { message: `decision must be one of ${DECISIONS.join(', ')}` })
  decision!: Decision;

  @ApiPropertyOptional({
    example: '2015-10-15',
    description: 'extend, and modify where the end moves with it: the new end',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @IsDayText()
  endsOn?: string;

  @ApiPropertyOptional({ example: 'DETENTION', description: 'modify: another program model' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(40)
  model?: string;

  @ApiPropertyOptional({ example: 'Paragraph XX ends.', description: 'modify: what is amended' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(1000)
  amendment?: string;

  @ApiPropertyOptional({
    example: '2013-01-15',
    description: 'lapse and terminate: the first day on which it is no longer in force',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @IsDayText()
  on?: string;

  @ApiPropertyOptional({ enum: Object.keys(SIDES), description: 'give-notice: who gives it' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(Object.keys(SIDES), { message: 'givenBy must be ice or agency' })
  givenBy?: Side;

  @ApiPropertyOptional({ example: '2013-01-15', description: 'give-notice: when it runs out' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsDayText()
  noticeEndsOn?: string;

  @ApiPropertyOptional({
    example: 'INS-2012-0003, findings F1 and F2.',
    description: 'give-notice: the data that support it; needed after a suspension',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(2000)
  data?: string;

  @ApiPropertyOptional({
    example: 'Public safety.',
    description: 'terminate: why notice cannot be waited for, where the model asks for notice',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(2000)
  exigency?: string;

  @ApiProperty({ example: 'Inspected in time, no open finding of high severity.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why' })
  @IsString()
  @MaxLength(2000)
  reason!: string;
}

export class AnswerRequest {
  @ApiProperty({ example: 'The evidence supports it.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why' })
  @IsString()
  @MaxLength(2000)
  reason!: string;
}

export class OwnerRequest {
  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'The account of a program manager; null for nobody in particular',
  })
  @Transform(({ value }: { value: unknown }): unknown => (value === '' ? null : value))
  @ValidateIf((request: OwnerRequest) => request.owner !== null)
  @IsString({ message: 'owner must be the id of an account, or null' })
  @MaxLength(36)
  owner!: string | null;
}

/** A statement of the evidence. */
export class StatementResponse {
  @ApiProperty({ example: 'findings' }) topic!: string;
  @ApiProperty({ enum: ['against', 'for', 'neither'], description: 'About keeping the agreement' })
  weight!: string;
  @ApiProperty() words!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'renewals.evidence.openFindings',
    description: 'The setting of this installation that decided on the weight',
  })
  setting!: string | null;
  @ApiProperty({ description: 'Rests on what was invented for the demonstration' })
  isSample!: boolean;
}

export class ProposalResponse {
  @ApiProperty({ enum: DECISIONS }) decision!: string;
  @ApiProperty({ example: 'Extend it to 15 Oct 2015.' }) words!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ enum: ['waiting', 'approved', 'returned', 'withdrawn'] }) state!: string;
  @ApiProperty() proposedAt!: string;
  @ApiProperty() proposedBy!: string;
  @ApiProperty({ type: String, nullable: true }) answeredAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) answeredBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) answer!: string | null;
}

export class RenewalResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'REN-2013-0007' }) number!: string;
  @ApiProperty() agreementId!: string;
  @ApiProperty({ example: "Cobb County Sheriff's Office" }) agency!: string;
  @ApiProperty({ example: 'GA' }) state!: string;
  @ApiProperty({ type: String, nullable: true }) fieldOffice!: string | null;
  @ApiProperty({ enum: REVIEW_CAUSES }) cause!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ enum: REVIEW_STATES }) reviewState!: string;
  @ApiProperty() openedOn!: string;
  @ApiProperty({ description: 'The day until which it should be decided' }) dueOn!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The agreement’s end today' })
  endsOn!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Who has it' }) owner!: string | null;
  @ApiProperty({ example: '2 reasons to look closer: suspended; 1 repeat finding' })
  indication!: string;
  @ApiProperty() against!: number;
  @ApiProperty() for!: number;
  @ApiProperty({ type: String, nullable: true }) proposed!: string | null;
  @ApiProperty({ type: String, nullable: true }) endedOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) outcome!: string | null;
}

export class RenewalListResponse {
  @ApiProperty({ type: [RenewalResponse] }) items!: RenewalResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty() total!: number;
}

export class RenewalDetailResponse extends RenewalResponse {
  @ApiProperty({ type: [StatementResponse] }) evidence!: StatementResponse[];
  @ApiProperty({ type: [ProposalResponse], description: 'Latest first' })
  proposals!: ProposalResponse[];
}
