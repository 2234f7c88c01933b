import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import { EmptyIsAbsent, Trimmed } from '../platform/http/form-values.js';
import { PageQuery } from '../platform/http/paging.js';
import { IsDayText } from '../platform/http/validation.js';
import { LIMIT_STATUSES, type LimitStatus } from './limits.rules.js';
import { REGISTER_CODES, type RegisterCode } from './registers.rules.js';

const REGISTER_MESSAGE = { message: `register must be one of ${REGISTER_CODES.join(', ')}` };

/** What a list of entries may be narrowed to: the same in the API, on the page and in the export. */
export class EntryQuery extends PageQuery {
  @ApiPropertyOptional({ enum: REGISTER_CODES, description: 'All of them, if absent' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(REGISTER_CODES, REGISTER_MESSAGE)
  register?: RegisterCode;

  @ApiPropertyOptional({ description: 'The id of an agreement' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(36)
  agreement?: string;

  @ApiPropertyOptional({ example: 'GA', description: 'Two-letter code' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(100)
  state?: string;

  @ApiPropertyOptional({ example: 'Atlanta', description: 'Name or id' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(100)
  fieldOffice?: string;
}

export class LimitsQuery {
  @ApiPropertyOptional({ example: '2012-09-26', description: 'Today, if absent' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsDayText()
  asOf?: string;
}

const FACTS = {
  type: 'object' as const,
  additionalProperties: { oneOf: [{ type: 'string' as const }, { type: 'number' as const }] },
  description:
    'The fields of the register: officers reference, initialTrainingOn, leftOn; trainings officer, completedOn; authorizations officer, beginsOn, endsOn, revokedAt, revocationNoticedAt; complaints reference, receivedAt, noticedAt, resolvedOn, reportedOn; communications heldOn, kind, about, participants; goals fiscalYear, goal, unit, bound, target, actual. Days are YYYY-MM-DD, hours YYYY-MM-DDTHH:MM where the field office is',
  example: { reference: 'OFF-014', initialTrainingOn: '2012-03-09' },
};

export class NewEntryRequest {
  @ApiProperty({ enum: REGISTER_CODES, example: 'officers' })
  @IsIn(REGISTER_CODES, REGISTER_MESSAGE)
  register!: RegisterCode;

  @ApiProperty(FACTS)
  @IsObject({ message: 'facts must be an object with the fields of the register' })
  facts!: Record<string, unknown>;

  @ApiProperty({ example: 'Monthly report of the agency' })
  @Trimmed()
  @IsNotEmpty({ message: 'source must say where the facts come from' })
  @IsString()
  @MaxLength(500)
  source!: string;
}

export class EntryCorrectionRequest {
  @ApiProperty({ ...FACTS, description: `All of them as they are to be. ${FACTS.description}` })
  @IsObject({ message: 'facts must be an object with the fields of the register' })
  facts!: Record<string, unknown>;

  @ApiProperty({ example: 'The certificate gives another day.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

export class EntryWithdrawalRequest {
  @ApiProperty({ example: 'Entered for the wrong agency.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

const FACTS_RESPONSE = {
  type: 'object' as const,
  additionalProperties: true,
  description: 'Every field of the register; null = not on record',
};

class EntryAgreement {
  @ApiProperty() id!: string;
  @ApiProperty() agency!: string;
  @ApiProperty() state!: string;
  @ApiProperty() model!: string;
  @ApiProperty({ type: String, nullable: true }) fieldOffice!: string | null;
}

class WithdrawnResponse {
  @ApiProperty() at!: string;
  @ApiProperty() by!: string;
  @ApiProperty() reason!: string;
}

export class RegisterEntryResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: REGISTER_CODES }) register!: string;
  @ApiProperty() label!: string;
  @ApiProperty() agreement!: EntryAgreement;
  @ApiProperty(FACTS_RESPONSE) facts!: Record<string, string | number | null>;
  @ApiProperty() source!: string;
  @ApiProperty({ description: 'Invented for the demonstration' }) sample!: boolean;
  @ApiProperty() recordedAt!: string;
  @ApiProperty() recordedBy!: string;
  @ApiProperty({ type: WithdrawnResponse, nullable: true }) withdrawn!: WithdrawnResponse | null;
  @ApiProperty({ type: 'integer' }) version!: number;
}

class EntryCorrectionResponse {
  @ApiProperty(FACTS_RESPONSE) before!: Record<string, string | number | null>;
  @ApiProperty(FACTS_RESPONSE) after!: Record<string, string | number | null>;
  @ApiProperty() reason!: string;
  @ApiProperty() correctedAt!: string;
  @ApiProperty() correctedBy!: string;
}

export class RegisterEntryDetailResponse extends RegisterEntryResponse {
  @ApiProperty({ type: [EntryCorrectionResponse], description: 'First one first' })
  corrections!: EntryCorrectionResponse[];
}

export class RegisterEntryListResponse {
  @ApiProperty({ type: [RegisterEntryResponse] }) items!: RegisterEntryResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({ type: 'integer' }) total!: number;
}

class LimitResponse {
  @ApiProperty({ example: 'OFF-014' }) subject!: string;
  @ApiProperty({ type: String, nullable: true }) entryId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'A day, or a local hour' })
  from!: string | null;
  @ApiProperty({ type: String, nullable: true }) until!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'A day, or a moment in UTC where the limit counts hours',
  })
  dueOn!: string | null;
  @ApiProperty({ enum: LIMIT_STATUSES }) status!: LimitStatus;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
  @ApiProperty() sample!: boolean;
}

class RequirementLimitsResponse {
  @ApiProperty({ example: 'CMP-01' }) code!: string;
  @ApiProperty() standard!: string;
  @ApiProperty({
    enum: REGISTER_CODES,
    nullable: true,
    description: 'Null = no register holds this',
  })
  register!: string | null;
  @ApiProperty() reason!: string;
  @ApiProperty({ type: [LimitResponse] }) limits!: LimitResponse[];
}

class OfficerTrainingResponse {
  @ApiProperty() officer!: string;
  @ApiProperty() entryId!: string;
  @ApiProperty({ type: String, nullable: true }) lastOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) dueOn!: string | null;
  @ApiProperty({ enum: LIMIT_STATUSES }) status!: string;
  @ApiProperty() sample!: boolean;
}

export class AgreementLimitsResponse {
  @ApiProperty() asOf!: string;
  @ApiProperty({ type: String, nullable: true }) template!: string | null;
  @ApiProperty() templateBasis!: string;
  @ApiProperty({ type: [RequirementLimitsResponse] }) requirements!: RequirementLimitsResponse[];
  @ApiProperty({ type: 'integer', description: 'Set by this installation' })
  annualTrainingMonths!: number;
  @ApiProperty({ type: [OfficerTrainingResponse] }) annualTraining!: OfficerTrainingResponse[];
}
