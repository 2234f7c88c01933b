import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsNumberString, IsOptional, IsString, MaxLength } from 'class-validator';
import { EmptyIsAbsent, Trimmed } from '../../platform/http/form-values.js';
import { AGREEMENT_STATUSES } from '../agreement-status.rules.js';
import { FIELD_NAMES, type FieldName } from './fields.rules.js';
import { TRANSITION_NAMES, type TransitionName } from './transition.js';

const LONGEST_TEXT = 2000;

/** A field that some transitions ask for; the rules say of which, and what is wrong with it. */
const AskedField = (description: string, example?: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ description, ...(example !== undefined && { example }) }),
    IsOptional(),
    EmptyIsAbsent(),
    IsString(),
    MaxLength(LONGEST_TEXT + 1),
  );

/** What transitions ask for besides the day and the reason. */
class TransitionFields implements Partial<Record<FieldName, string>> {
  @AskedField('Of a suspension: days, or “until further notice”', '90') length?: string;
  @AskedField('Of a suspension: how the agency can respond') response?: string;
  @AskedField('Of a notice: ice or agency', 'agency') givenBy?: string;
  @AskedField('Of a notice: the day on which it runs out', '2013-01-01') noticeEndsOn?: string;
  @AskedField('Of a notice during a suspension: the data that it states') data?: string;
  @AskedField('Why public safety does not allow written notice') exigency?: string;
  @AskedField('Of a pending agreement', '2012-09-20') signedOn?: string;
  @AskedField('The end that the text states', '2015-09-20') endsOn?: string;
  @AskedField('The new program model', 'DETENTION') model?: string;
  @AskedField('The id of the agreement of the same agency that replaces this one')
  successor?: string;
  @AskedField('The template of the text', 'TFM 2025') template?: string;
  @AskedField('Where it is written: a letter, a file. Who records it, if absent') source?: string;
}

export class TransitionBody extends TransitionFields {
  @ApiProperty({ enum: TRANSITION_NAMES, example: 'suspended' })
  @IsIn(TRANSITION_NAMES, { message: `to must be one of ${TRANSITION_NAMES.join(', ')}` })
  to!: TransitionName;

  @ApiProperty({ example: '2012-09-26', description: 'The day from which it holds' })
  @IsString()
  @MaxLength(10)
  on!: string;

  @ApiProperty({ example: 'The complaint procedure of the agreement was not followed.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why' })
  @IsString()
  @MaxLength(LONGEST_TEXT)
  reason!: string;
}

/** The form of a transition's page; what is wrong with it is shown beside its fields. */
export class TransitionForm extends TransitionFields {
  @IsString() @MaxLength(10) on = '';
  @IsString() @MaxLength(LONGEST_TEXT) reason = '';
  /** The version that the page showed. */
  @IsNumberString() version!: string;
}

const CORRECTED =
  'Absent = as it was; null or empty = nothing is said any more. Only what the entry says can be put right';

/** A fact of an entry that may be put right. */
const CorrectedField = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: String, nullable: true, description: CORRECTED }),
    IsOptional(),
    IsString(),
    MaxLength(LONGEST_TEXT + 1),
  );

class CorrectionFields implements Partial<Record<FieldName, string | null>> {
  @CorrectedField() on?: string | null;
  @CorrectedField() eventReason?: string | null;
  @CorrectedField() source?: string | null;
  @CorrectedField() effectiveOn?: string | null;
  @CorrectedField() length?: string | null;
  @CorrectedField() response?: string | null;
  @CorrectedField() givenBy?: string | null;
  @CorrectedField() noticeEndsOn?: string | null;
  @CorrectedField() data?: string | null;
  @CorrectedField() exigency?: string | null;
  @CorrectedField() signedOn?: string | null;
  @CorrectedField() endsOn?: string | null;
  @CorrectedField() model?: string | null;
  @CorrectedField() template?: string | null;
}

export class CorrectionBody extends CorrectionFields {
  @ApiProperty({ example: 'The letter is of the day before.', description: 'Why it is put right' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why it is put right' })
  @IsString()
  @MaxLength(LONGEST_TEXT)
  reason!: string;
}

export class CorrectionForm extends CorrectionFields {
  @IsString() @MaxLength(LONGEST_TEXT) reason = '';
  @IsNumberString() version!: string;
}

export class RetractionBody {
  @ApiProperty({ example: 'It was recorded for the wrong agreement.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why it is taken back' })
  @IsString()
  @MaxLength(LONGEST_TEXT)
  reason!: string;
}

export class RetractionForm {
  @IsString() @MaxLength(LONGEST_TEXT) retractionReason = '';
  @IsNumberString() version!: string;
}

export class AskedFieldResponse {
  @ApiProperty({ enum: FIELD_NAMES }) field!: FieldName;
  @ApiProperty() label!: string;
  @ApiProperty({ type: String, nullable: true }) hint!: string | null;
  @ApiProperty({ enum: ['day', 'text', 'long-text', 'side', 'model', 'agreement'] }) kind!: string;
  @ApiProperty() isRequired!: boolean;
}

export class TransitionResponse {
  @ApiProperty({ enum: TRANSITION_NAMES }) to!: string;
  @ApiProperty({ example: 'Suspend' }) title!: string;
  @ApiProperty({ description: 'What follows from it' }) follows!: string;
  @ApiProperty({ example: 'suspended', description: 'What the history then shows' }) event!: string;
  @ApiProperty({ type: String, nullable: true, description: 'null = the status stays' })
  status!: string | null;
  @ApiProperty({ description: 'Whether its day may lie after today' }) mayLieAhead!: boolean;
  @ApiProperty({ type: [AskedFieldResponse], description: 'Besides `on` and `reason`' })
  asks!: AskedFieldResponse[];
}

export class TransitionsResponse {
  @ApiProperty({ enum: AGREEMENT_STATUSES, description: 'Today' }) status!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The day of a standing notice' })
  noticeGivenOn!: string | null;
  @ApiProperty({ type: [TransitionResponse], description: 'What is possible now' })
  transitions!: TransitionResponse[];
}
