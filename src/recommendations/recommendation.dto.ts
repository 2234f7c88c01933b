import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { EmptyIsAbsent, Trimmed } from '../platform/http/form-values.js';
import { IsDayText } from '../platform/http/validation.js';
import { CONCURRENCES, STATUSES } from './ledger.rules.js';
import { type FieldName, TRANSITION_NAMES } from './steps.rules.js';

/** What the rules say of a text that is too long is said beside its field; this only bounds what is looked at. */
const LONGEST_TEXT = 8000;

export class RecommendationDayQuery {
  @ApiPropertyOptional({ example: '2012-09-25', description: 'Today, if absent' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsDayText()
  asOf?: string;
}

/** The same in the API, on the page and in the export. */
export class RecommendationQuery extends RecommendationDayQuery {
  @ApiPropertyOptional({ example: 'OIG-12-130', description: 'Narrows the items, not the counts' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(40)
  report?: string;

  @ApiPropertyOptional({
    enum: [...STATUSES, 'unknown'],
    description: 'Narrows the items, not the counts',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn([...STATUSES, 'unknown'], {
    message: `status must be one of ${[...STATUSES, 'unknown'].join(', ')}`,
  })
  status?: string;
}

const StepField = (description: string, example?: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ description, ...(example !== undefined && { example }) }),
    IsOptional(),
    EmptyIsAbsent(),
    IsString(),
    MaxLength(LONGEST_TEXT),
  );

const OnField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ example: '2012-09-26', description: 'The day on which it happened' }),
    IsString(),
    MaxLength(10),
  );

class AnswerFields implements Partial<Record<FieldName, string>> {
  @StepField(`One of ${CONCURRENCES.join(', ')}`, 'concurs') concurrence?: string;
  @StepField('What is done, and how', 'The study goes to OPR as soon as it is signed.')
  correctiveActionPlan?: string;
  @StepField('The target completion date', '2012-12-31') targetDate?: string;
  @StepField('Who answers for it', 'ICE Office of Human Capital') responsibleParties?: string;
}

export class ResponseBody extends AnswerFields {
  @OnField() on!: string;
  @StepField('The agency’s own words') response?: string;
}

export class AnalysisBody {
  @OnField() on!: string;

  @ApiProperty({ example: 'Open pending receipt of the transition plan.' })
  @Trimmed()
  @IsNotEmpty({ message: 'analysis must hold the OIG’s words' })
  @IsString()
  @MaxLength(LONGEST_TEXT)
  analysis!: string;

  @StepField('What the OIG waits for', 'transition plan') nextEvidence?: string;
}

export class RecommendationTransitionBody extends AnswerFields {
  @ApiProperty({ enum: TRANSITION_NAMES, example: 'resolved-open' })
  @IsIn(TRANSITION_NAMES, { message: `to must be one of ${TRANSITION_NAMES.join(', ')}` })
  to!: (typeof TRANSITION_NAMES)[number];

  @OnField() on!: string;
  @StepField('The OIG’s words; closing asks for them', 'The plan meets the intent.')
  analysis?: string;
  @StepField('What the OIG waits for', 'notice that the results were provided to OPR')
  nextEvidence?: string;
  @StepField('Why, where there is no analysis') reason?: string;
}

/** The form of a page; what is wrong with it is shown beside its fields. */
export class StepForm implements Partial<Record<FieldName, string>> {
  @IsString() @MaxLength(10) on = '';
  @IsOptional() @IsString() @MaxLength(LONGEST_TEXT) concurrence?: string;
  @IsOptional() @IsString() @MaxLength(LONGEST_TEXT) correctiveActionPlan?: string;
  @IsOptional() @IsString() @MaxLength(LONGEST_TEXT) targetDate?: string;
  @IsOptional() @IsString() @MaxLength(LONGEST_TEXT) responsibleParties?: string;
  @IsOptional() @IsString() @MaxLength(LONGEST_TEXT) response?: string;
  @IsOptional() @IsString() @MaxLength(LONGEST_TEXT) analysis?: string;
  @IsOptional() @IsString() @MaxLength(LONGEST_TEXT) nextEvidence?: string;
  @IsOptional() @IsString() @MaxLength(LONGEST_TEXT) reason?: string;
  /** The version that the page showed. */
  @IsString() @MaxLength(20) version = '';
}

export class TakeBackBody {
  @ApiProperty({ example: 'Recorded for the wrong recommendation.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why' })
  @IsString()
  @MaxLength(2000)
  reason!: string;
}

export class EvidenceBody {
  @ApiProperty({ example: 'INS-2012-0003/F2', description: 'The number of a finding, or its id' })
  @IsString()
  @MaxLength(60)
  finding!: string;

  @ApiProperty({ example: 'The agreement’s language could not be measured on site.' })
  @IsString()
  @MaxLength(2000)
  note!: string;
}

export class RecommendationDocumentUpload {
  @ApiProperty({ type: String, example: 'Corrective action plan of 3 December 2012' })
  @IsString()
  @MaxLength(1000)
  title: string = '';

  @ApiPropertyOptional({ example: '2012-12-03', description: 'The day on which the OIG got it' })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  sentOn?: string;
}

/** As it is described; the file is read by `readUpload`. */
export class RecommendationDocumentUploadWithFile extends RecommendationDocumentUpload {
  @ApiProperty({
    type: 'string',
    format: 'binary',
    description: 'PDF, DOCX, PNG, JPEG or plain text, at most 25 MB',
  })
  file!: unknown;
}
