import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { EmptyIsAbsent, Trimmed } from '../platform/http/form-values.js';
import { PageQuery } from '../platform/http/paging.js';
import { IsDayText } from '../platform/http/validation.js';
import {
  type Bound,
  BOUNDS,
  STANDARD_KINDS,
  type StandardKind,
  type Unit,
  UNITS,
  type Weekends,
  WEEKENDS,
} from './standard.rules.js';
import { TEMPLATE_CODES } from './templates.rules.js';

const oneOf = (field: string, words: readonly string[]): { message: string } => ({
  message: `${field} must be one of ${words.join(', ')}`,
});

const AsOf = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ example: '2012-06-25', description: 'Today, if absent' }),
    IsOptional(),
    EmptyIsAbsent(),
    IsDayText(),
  );

const Template = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ enum: TEMPLATE_CODES, description: 'Any, if absent' }),
    IsOptional(),
    EmptyIsAbsent(),
    IsIn(TEMPLATE_CODES, oneOf('template', TEMPLATE_CODES)),
  );

const Model = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ example: 'DETENTION' }),
    IsOptional(),
    EmptyIsAbsent(),
    IsString(),
    MaxLength(40),
  );

const Measurable = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      type: Boolean,
      description: 'Under the template, or under every one that carries the requirement',
    }),
    IsOptional(),
    Transform(({ value }: { value: unknown }) => trueOrFalse(value)),
    IsBoolean({ message: 'measurable must be true or false' }),
  );

function trueOrFalse(value: unknown): unknown {
  if (value === '') return undefined;
  return value === 'true' || value === 'false' ? value === 'true' : value;
}

/** The day whose catalogue is meant. */
export class CatalogueDayQuery {
  @AsOf() asOf?: string;
}

/** What the assessment of the templates may be narrowed to. */
export class ReportQuery {
  @AsOf() asOf?: string;
  @Template() template?: string;
}

/** What the page and the export of the catalogue may be narrowed to: all of it fits on one page. */
export class CatalogueQuery {
  @AsOf() asOf?: string;
  @Template() template?: string;
  @Model() model?: string;
  @Measurable() measurable?: boolean;
}

/** The same in the API. */
export class RequirementQuery extends PageQuery {
  @AsOf() asOf?: string;
  @Template() template?: string;
  @Model() model?: string;
  @Measurable() measurable?: boolean;
}

export class StandardRequest {
  @ApiProperty({ enum: STANDARD_KINDS, example: 'limit' })
  @IsIn(STANDARD_KINDS, oneOf('kind', STANDARD_KINDS))
  kind!: StandardKind;

  @ApiProperty({
    example: 'from the complaint to the notice to the ICE officer',
    description: 'What is measured, the question, the document, or why it cannot be measured',
  })
  @Trimmed()
  @IsNotEmpty({ message: 'what must say what is measured, or why it cannot be' })
  @IsString()
  @MaxLength(1000)
  what!: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'complaint' })
  @IsOptional()
  @EmptyIsAbsent()
  @Trimmed()
  @IsString()
  @MaxLength(100)
  per?: string | null;

  @ApiPropertyOptional({ type: String, enum: BOUNDS, nullable: true, example: 'at-most' })
  @IsOptional()
  @IsIn(BOUNDS, oneOf('bound', BOUNDS))
  bound?: Bound | null;

  @ApiPropertyOptional({ type: Number, nullable: true, example: 48 })
  @IsOptional()
  @IsInt({ message: 'amount must be a whole number' })
  amount?: number | null;

  @ApiPropertyOptional({ type: String, enum: UNITS, nullable: true, example: 'hours' })
  @IsOptional()
  @IsIn(UNITS, oneOf('unit', UNITS))
  unit?: Unit | null;

  @ApiPropertyOptional({ type: String, enum: WEEKENDS, nullable: true, example: 'excluded' })
  @IsOptional()
  @IsIn(WEEKENDS, oneOf('weekends', WEEKENDS))
  weekends?: Weekends | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: null,
    description: 'How this reading goes beyond the text; null when the text says so',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @Trimmed()
  @IsString()
  @MaxLength(1000)
  inference?: string | null;
}

export class DeviationRequest {
  @ApiProperty({ enum: TEMPLATE_CODES, example: 'TFM 2025' })
  @IsIn(TEMPLATE_CODES, oneOf('template', TEMPLATE_CODES))
  template!: string;

  @ApiProperty({ type: StandardRequest })
  @IsDefined({ message: 'standard is missing' })
  @ValidateNested()
  @Type(() => StandardRequest)
  standard!: StandardRequest;
}

export class NewVersionRequest {
  @ApiProperty({ example: '2012-10-01', description: 'Today or later' })
  @IsDayText()
  holdsFrom!: string;

  @ApiProperty({ example: 'The agency tells the ICE officer of a complaint within 24 hours.' })
  @Trimmed()
  @IsNotEmpty({ message: 'text must say what is required' })
  @IsString()
  @MaxLength(4000)
  text!: string;

  @ApiProperty({ example: 'JEM Appendix B' })
  @Trimmed()
  @IsNotEmpty({ message: 'clause must say where the MOA has it' })
  @IsString()
  @MaxLength(500)
  clause!: string;

  @ApiProperty({ type: [String], example: ['DETENTION'], description: 'Codes, or `all` alone' })
  @IsArray({ message: 'models must be a list of codes' })
  @ArrayMaxSize(20)
  @IsString({ each: true })
  models!: string[];

  @ApiProperty({ type: [String], example: ['JEM 2020'], description: 'Codes, or `all` alone' })
  @IsArray({ message: 'templates must be a list of codes' })
  @ArrayMaxSize(20)
  @IsString({ each: true })
  templates!: string[];

  @ApiProperty({ type: StandardRequest })
  @IsDefined({ message: 'standard is missing' })
  @ValidateNested()
  @Type(() => StandardRequest)
  standard!: StandardRequest;

  @ApiPropertyOptional({
    type: [DeviationRequest],
    description: 'What a template asks differently; nothing, if absent',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => DeviationRequest)
  deviations?: DeviationRequest[];

  @ApiProperty({ example: 'Amendment 2 of the agreement text' })
  @Trimmed()
  @IsNotEmpty({ message: 'source must say where this is written' })
  @IsString()
  @MaxLength(1000)
  source!: string;

  @ApiProperty({ example: 'The text was amended.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

export class StandardResponse {
  @ApiProperty({ enum: STANDARD_KINDS }) kind!: string;
  @ApiProperty() isMeasurable!: boolean;
  @ApiProperty({ example: 'At most 48 hours, weekends excluded, for each complaint: …' })
  words!: string;
  @ApiProperty({ description: 'What is measured, the question, the document, or why not' })
  what!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What it is asked of each of' })
  per!: string | null;
  @ApiProperty({ type: String, enum: BOUNDS, nullable: true }) bound!: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: '0 days are the same day',
  })
  amount!: number | null;
  @ApiProperty({ type: String, enum: UNITS, nullable: true }) unit!: string | null;
  @ApiProperty({ type: String, enum: WEEKENDS, nullable: true }) weekends!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'How this reading goes beyond the text; null when the text says so',
  })
  inference!: string | null;
}

export class DeviationResponse {
  @ApiProperty({ enum: TEMPLATE_CODES }) template!: string;
  @ApiProperty({ type: StandardResponse }) standard!: StandardResponse;
}

export class RequirementVersionResponse {
  @ApiProperty() holdsFrom!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The first day on which it does not hold any more',
  })
  holdsUntil!: string | null;
  @ApiProperty() text!: string;
  @ApiProperty({ example: 'JEM Appendix B; WSO Appendix B' }) clause!: string;
  @ApiProperty({ type: [String], description: 'Codes, or `all` alone' }) models!: string[];
  @ApiProperty({ type: [String], description: 'Codes, or `all` alone' }) templates!: string[];
  @ApiProperty({ type: StandardResponse }) standard!: StandardResponse;
  @ApiProperty({ type: [DeviationResponse], description: 'What a template asks differently' })
  deviations!: DeviationResponse[];
  @ApiProperty() source!: string;
  @ApiProperty() reason!: string;
  @ApiProperty() recordedAt!: string;
  @ApiProperty() recordedBy!: string;
}

/** A requirement with the version of the day that was asked for. */
export class RequirementResponse extends RequirementVersionResponse {
  @ApiProperty({ example: 'CMP-01' }) code!: string;
  @ApiProperty({ example: 'Complaint procedures' }) category!: string;
}

export class RequirementListResponse {
  @ApiProperty({ type: [RequirementResponse] }) items!: RequirementResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty() total!: number;
}

export class RequirementDetailResponse extends RequirementResponse {
  @ApiProperty({ type: [RequirementVersionResponse], description: 'Latest first' })
  versions!: RequirementVersionResponse[];
}
