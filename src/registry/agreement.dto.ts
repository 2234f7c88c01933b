import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsNumberString, IsString, MaxLength } from 'class-validator';
import { Trimmed } from '../platform/http/form-values.js';
import { IsDayText } from '../platform/http/validation.js';
import { AGREEMENT_STATUSES, type AgreementStatus } from './agreement-status.rules.js';

export class ExtensionRequest {
  @ApiProperty({ example: '2015-10-15', description: 'Later than today and than the present end' })
  @IsDayText()
  endsOn!: string;

  @ApiProperty({ example: 'Extended for three years while the new text is being negotiated.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why the end moves' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

/** The form of an agreement's page; what is wrong with it is shown beside its fields. */
export class ExtensionForm {
  @IsString() @MaxLength(10) endsOn = '';
  @IsString() @MaxLength(1000) reason = '';
  /** The version that the page showed. */
  @IsNumberString() version!: string;
}

export class OfficeMoveRequest {
  @ApiProperty({ example: 'New Orleans', description: 'The field office that takes over' })
  @IsString()
  @MaxLength(255)
  fieldOffice!: string;

  @ApiProperty({ example: '2012-10-01', description: 'The first day on which it answers' })
  @IsDayText()
  from!: string;

  @ApiProperty({ example: 'The area of responsibility was divided anew.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why the office changes' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

/** The form of an agreement's page; what is wrong with it is shown beside its fields. */
export class OfficeMoveFormBody {
  @IsString() @MaxLength(255) fieldOffice = '';
  @IsString() @MaxLength(10) from = '';
  @IsString() @MaxLength(1000) moveReason = '';
  /** The version that the page showed. */
  @IsNumberString() version!: string;
}

export class AgencyResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ example: "Cobb County Sheriff's Office" }) name!: string;
  @ApiProperty({ example: 'GA' }) state!: string;
  @ApiProperty({ type: String, nullable: true }) county!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'County' }) type!: string | null;
}

export class AgreementResponse {
  @ApiProperty() id!: string;
  @ApiProperty() agency!: AgencyResponse;
  @ApiProperty({ example: 'DETENTION' }) model!: string;
  @ApiProperty({ description: 'How the model is known' }) modelBasis!: string;
  @ApiProperty({ enum: AGREEMENT_STATUSES }) status!: AgreementStatus;
  @ApiProperty({ type: String, nullable: true }) signedOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) effectiveOn!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'A passed end changes no status' })
  endsOn!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: ['stated', 'inferred'] })
  endsOnBasis!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Atlanta' }) fieldOffice!: string | null;
  @ApiProperty() source!: string;
}

export class AgreementListResponse {
  @ApiProperty({ type: [AgreementResponse] }) items!: AgreementResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty() total!: number;
}

/** What an entry said until another one stood in for it. */
export class FormerEntryResponse {
  @ApiProperty() id!: string;
  @ApiProperty() on!: string;
  @ApiProperty({ example: 'suspended' }) event!: string;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty() source!: string;
  @ApiProperty() recordedAt!: string;
  @ApiProperty() recordedBy!: string;
}

export class HistoryResponse {
  @ApiProperty({ description: 'Names the entry for a correction' }) id!: string;
  @ApiProperty({ description: 'The day on which it took effect' }) on!: string;
  @ApiProperty({ example: 'model-changed' }) event!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The model, the end or the status before, whichever the event is about',
  })
  from!: string | null;
  @ApiProperty({ type: String, nullable: true }) to!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'It happened after this day and not later than `on`, for what only lists tell',
  })
  happenedAfter!: string | null;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    nullable: true,
    description: 'What a transition states besides: the length of a suspension, who gave notice',
  })
  details!: Record<string, string> | null;
  @ApiProperty() source!: string;
  @ApiProperty({ description: 'The moment at which the register learned of it' })
  recordedAt!: string;
  @ApiProperty() recordedBy!: string;
  @ApiProperty({
    type: [FormerEntryResponse],
    description: 'What it stands in for, the latest first: that no longer counts',
  })
  corrected!: FormerEntryResponse[];
}

export class AgreementDetailResponse extends AgreementResponse {
  @ApiProperty() asOf!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The moment that was asked for' })
  knownAt!: string | null;
  @ApiProperty({
    type: [HistoryResponse],
    description: 'Also events of days after `asOf`; none that was recorded after `knownAt`',
  })
  history!: HistoryResponse[];
}
