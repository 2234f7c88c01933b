import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Transform } from 'class-transformer';
import { EmptyIsAbsent, Trimmed } from '../../platform/http/form-values.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  ACTION_OWNERS,
  ACTION_STATUSES,
  ACTION_STEPS,
  type ActionStep,
} from './corrective-action.rules.js';

const STATUS_FILTERS = [...ACTION_STATUSES, 'open', 'any'] as const;

/** `true` and `false` in an address; a form's empty choice is absent. */
const YesOrNo = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }): unknown =>
    value === 'true' ? true : value === 'false' ? false : value === '' ? undefined : value,
  );

export class CorrectiveActionQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: STATUS_FILTERS,
    description: '`open` = all in which something is still asked',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(STATUS_FILTERS, { message: `status must be one of ${STATUS_FILTERS.join(', ')}` })
  status?: string;

  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @YesOrNo()
  @IsBoolean({ message: 'overdue must be true or false' })
  overdue?: boolean;

  @ApiPropertyOptional({ type: Boolean, description: 'What waits for whoever asks' })
  @IsOptional()
  @YesOrNo()
  @IsBoolean({ message: 'mine must be true or false' })
  mine?: boolean;

  @ApiPropertyOptional({ description: 'The field office that answers today, by name' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(120)
  office?: string;
}

/** What is said of a step. Which of it is asked for depends on the step. */
export class ActionFactsBody {
  @ApiPropertyOptional({ example: 'The field office reviews every encounter within five days.' })
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  plan?: string;

  @ApiPropertyOptional({ enum: ACTION_OWNERS, example: 'agency' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  owner?: string;

  @ApiPropertyOptional({ example: '2012-10-26' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  plannedOn?: string;

  @ApiPropertyOptional({ example: '2012-09-26' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  doneOn?: string;

  @ApiPropertyOptional({ example: 'The log is kept since Monday.' })
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  note?: string;

  @ApiPropertyOptional({ example: 'The plan names no officer.' })
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  reason?: string;
}

export class ActionTransitionRequest extends ActionFactsBody {
  @ApiProperty({ enum: ACTION_STEPS, example: 'implemented' })
  @IsIn(ACTION_STEPS, { message: `to must be one of ${ACTION_STEPS.join(', ')}` })
  to!: ActionStep;
}

export class ActionExtensionRequest {
  @ApiProperty({ example: '2013-01-15' })
  @IsString()
  @MaxLength(40)
  until!: string;

  @ApiProperty({ example: 'The course is held in January.' })
  @Trimmed()
  @IsString()
  @MaxLength(4000)
  reason!: string;
}

export class ActionExtensionAnswerRequest {
  @ApiProperty({ enum: ['approve', 'refuse'], example: 'approve' })
  @IsIn(['approve', 'refuse'], { message: 'answer must be approve or refuse' })
  answer!: 'approve' | 'refuse';

  @ApiProperty({ example: 'There is no earlier course.' })
  @Trimmed()
  @IsString()
  @MaxLength(4000)
  reason!: string;
}

export class ActionEvidenceUpload {
  @ApiProperty({ example: 'Log of September' })
  @IsString()
  @MaxLength(1000)
  title!: string;
}

export class ActionEvidenceUploadWithFile extends ActionEvidenceUpload {
  @ApiProperty({ type: 'string', format: 'binary' }) file!: unknown;
}

export class CorrectiveActionItemResponse {
  @ApiProperty() id!: string;
  @ApiProperty() findingId!: string;
  @ApiProperty({ example: 'INS-2012-0003/F1' }) findingNumber!: string;
  @ApiProperty() agreementId!: string;
  @ApiProperty({ type: String, nullable: true }) agency!: string | null;
  @ApiProperty({ type: String, nullable: true }) state!: string | null;
  @ApiProperty({ type: String, nullable: true }) fieldOffice!: string | null;
  @ApiProperty({ enum: ['high', 'medium', 'low'] }) severity!: string;
  @ApiProperty({ enum: ACTION_STATUSES }) status!: string;
  @ApiProperty() wanted!: string;
  @ApiProperty({ enum: ACTION_OWNERS }) owner!: string;
  @ApiProperty({ type: String, nullable: true }) plan!: string | null;
  @ApiProperty({ type: String, nullable: true }) plannedOn!: string | null;
  @ApiProperty() dueOn!: string;
  @ApiProperty() isOverdue!: boolean;
  @ApiProperty({ type: String, nullable: true }) extensionAskedUntil!: string | null;
  @ApiProperty({ type: String, nullable: true }) doneOn!: string | null;
  @ApiProperty() isSample!: boolean;
}

export class CorrectiveActionListResponse {
  @ApiProperty({ type: [CorrectiveActionItemResponse] }) items!: CorrectiveActionItemResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty() total!: number;
}

export class ActionEventResponse {
  @ApiProperty({ example: 'submitted' }) event!: string;
  @ApiProperty({ enum: ACTION_STATUSES, type: String, nullable: true }) from!: string | null;
  @ApiProperty({ enum: ACTION_STATUSES }) to!: string;
  @ApiProperty({ type: String, nullable: true }) dueFrom!: string | null;
  @ApiProperty() dueTo!: string;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'To whom it was reported' })
  told!: string | null;
  @ApiProperty() recordedAt!: string;
  @ApiProperty() recordedBy!: string;
}

export class ActionExtensionResponse {
  @ApiProperty() id!: string;
  @ApiProperty() until!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ enum: ['waiting', 'approved', 'refused', 'lapsed'] }) state!: string;
  @ApiProperty() requestedAt!: string;
  @ApiProperty() requestedBy!: string;
  @ApiProperty({ type: String, nullable: true }) answeredAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) answeredBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) answer!: string | null;
}

export class ActionEvidenceResponse {
  @ApiProperty() id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() sha256!: string;
  @ApiProperty() byteCount!: number;
  @ApiProperty() fileName!: string;
  @ApiProperty() mediaType!: string;
  @ApiProperty() uploadedAt!: string;
  @ApiProperty() uploadedBy!: string;
}

export class CorrectiveActionDetailResponse extends CorrectiveActionItemResponse {
  @ApiProperty() observation!: string;
  @ApiProperty({ type: String, nullable: true }) doneNote!: string | null;
  @ApiProperty({ enum: ACTION_STEPS, isArray: true, description: 'What whoever asks may do now' })
  next!: string[];
  @ApiProperty({ type: [ActionEventResponse] }) history!: ActionEventResponse[];
  @ApiProperty({ type: [ActionExtensionResponse] }) extensions!: ActionExtensionResponse[];
  @ApiProperty({ type: [ActionEvidenceResponse] }) documents!: ActionEvidenceResponse[];
}
