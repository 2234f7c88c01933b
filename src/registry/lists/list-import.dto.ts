import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Day, Moment } from '../../platform/clock/calendar.js';
import { EmptyIsAbsent, WholeNumber } from '../../platform/http/form-values.js';
import { PageQuery } from '../../platform/http/paging.js';
import { IsDayText } from '../../platform/http/validation.js';
import { IMPORT_STATES, type ImportState } from './list-import.entity.js';
import type { QuestionKind } from './list-question.js';
import { LIST_KINDS, type ListKind } from './listed-row.js';

/** A form's box says `on`, a program `true`. */
const YesOrNo = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }): unknown => {
    if (value === 'true' || value === 'on') return true;
    return value === 'false' || value === '' ? false : value;
  });

/** What is said of a file besides its content; what is absent is read from its name. */
export class SentListFields {
  @ApiPropertyOptional({ example: '2025-07-18', description: 'The day of the list' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsDayText()
  asOf?: Day;

  @ApiPropertyOptional({ enum: LIST_KINDS })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(LIST_KINDS, { message: `kind must be one of ${LIST_KINDS.join(', ')}` })
  kind?: ListKind;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'The list is meant although it lacks many agreements of the list before',
  })
  @YesOrNo()
  @IsOptional()
  @IsBoolean({ message: 'force must be true or false' })
  force?: boolean;

  @ApiPropertyOptional({
    type: Number,
    example: 63,
    description: 'The total that the caption of ICE’s page states; compared with the rows',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @WholeNumber()
  @IsInt({ message: 'captionCount must be a whole number' })
  @Min(0)
  @Max(999_999)
  captionCount?: number;
}

/** The whole multipart form, for the API's description. */
export class SentListForm extends SentListFields {
  @ApiProperty({ type: 'string', format: 'binary', description: 'XLSX or CSV, at most 25 MB' })
  file!: unknown;
}

/** Of which day and kind a list is, where its file does not say it, or that it is meant. */
export class DayAndKindRequest {
  @ApiPropertyOptional({ example: '2025-07-18' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsDayText()
  asOf?: Day;

  @ApiPropertyOptional({ enum: LIST_KINDS, example: 'participating' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(LIST_KINDS, { message: `kind must be one of ${LIST_KINDS.join(', ')}` })
  kind?: ListKind;

  @ApiPropertyOptional({ type: Boolean, example: true })
  @YesOrNo()
  @IsOptional()
  @IsBoolean({ message: 'force must be true or false' })
  force?: boolean;
}

/** One answer, or all proposals at once. */
export class AnswerRequest {
  @ApiPropertyOptional({ description: 'The key of a question', example: 'place:AR/washington' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  key?: string;

  @ApiPropertyOptional({ description: 'One of the question’s choices', example: 'one' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  answer?: string;

  @ApiPropertyOptional({
    type: Boolean,
    example: false,
    description: 'Answers every open question with its proposal, and marks the answers',
  })
  @IsOptional()
  @IsBoolean({ message: 'acceptProposed must be true or false' })
  acceptProposed?: boolean;
}

export class ApplyRequest {
  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description:
      'Takes the proposal of every question, also of what became of agreements that the list lacks',
  })
  @IsOptional()
  @IsBoolean({ message: 'acceptProposed must be true or false' })
  acceptProposed?: boolean;
}

export const DIFF_KINDS = ['new', 'changed', 'same', 'gone'] as const;
export type DiffKind = (typeof DIFF_KINDS)[number];

export class DiffQuery extends PageQuery {
  @ApiPropertyOptional({ enum: DIFF_KINDS, default: 'new' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(DIFF_KINDS, { message: `kind must be one of ${DIFF_KINDS.join(', ')}` })
  kind: DiffKind = 'new';
}

export class DiffCountsResponse {
  @ApiProperty() rows!: number;
  @ApiProperty() agreements!: number;
  @ApiProperty() new!: number;
  @ApiProperty() changed!: number;
  @ApiProperty() same!: number;
  @ApiProperty({ description: 'In force until then, and not in the list' }) gone!: number;
  @ApiProperty() duplicates!: number;
  @ApiProperty() setAside!: number;
  @ApiProperty() questions!: number;
}

export class ImportResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: IMPORT_STATES }) state!: ImportState;
  @ApiProperty() fileName!: string;
  @ApiProperty() sha256!: string;
  @ApiProperty({ enum: LIST_KINDS, nullable: true, type: String }) kind!: ListKind | null;
  @ApiProperty({ nullable: true, type: String, description: 'The day of the list' })
  asOf!: Day | null;
  @ApiProperty({ description: 'Of several lists of one day the highest holds' }) edition!: number;
  @ApiProperty() rowsRead!: number;
  @ApiProperty({ nullable: true, type: Number }) captionCount!: number | null;
  @ApiProperty({ type: DiffCountsResponse, nullable: true }) counts!: DiffCountsResponse | null;
  @ApiProperty({
    nullable: true,
    type: String,
    description: 'Why it was refused, or what must be said before it can go on',
  })
  refusal!: string | null;
  @ApiProperty() createdAt!: string;
  @ApiProperty() createdBy!: string;
  @ApiProperty({ nullable: true, type: String }) appliedAt!: Moment | null;
  @ApiProperty({ nullable: true, type: String }) appliedBy!: string | null;
  @ApiProperty({ nullable: true, type: String }) undoneAt!: Moment | null;
  @ApiProperty({ nullable: true, type: String }) undoneBy!: string | null;
}

export class ImportListResponse {
  @ApiProperty({ type: [ImportResponse] }) items!: ImportResponse[];
  @ApiProperty({ nullable: true, type: String }) nextCursor!: string | null;
  @ApiProperty() total!: number;
}

export class CellProblemResponse {
  @ApiProperty() row!: number;
  @ApiProperty() column!: string;
  @ApiProperty({ enum: ['cleaned', 'noted', 'proposed', 'unknown', 'missing'] }) kind!: string;
  @ApiProperty({ description: 'The cell as it was read' }) raw!: string;
  @ApiProperty({ nullable: true, type: String, description: 'The value taken, or proposed' })
  value!: string | null;
  @ApiProperty() detail!: string;
}

export class CellProblemListResponse {
  @ApiProperty({ type: [CellProblemResponse] }) items!: CellProblemResponse[];
  @ApiProperty({ nullable: true, type: String }) nextCursor!: string | null;
  @ApiProperty() total!: number;
}

export class DiffEntryResponse {
  @ApiProperty({ nullable: true, type: Number, description: 'Null for what the list lacks' })
  sheetRow!: number | null;
  @ApiProperty() agency!: string;
  @ApiProperty() state!: string;
  @ApiProperty({ description: 'Code of the program model' }) model!: string;
  @ApiProperty({ nullable: true, type: String, description: 'Null = to be made' })
  agreementId!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'As the list claims' })
  signedOn!: Day | null;
  @ApiProperty({ type: [String], description: 'What changes, in words' }) changes!: string[];
  @ApiProperty({ description: 'The list brings the agency, too' }) isNewAgency!: boolean;
}

export class DiffEntryListResponse {
  @ApiProperty({ type: [DiffEntryResponse] }) items!: DiffEntryResponse[];
  @ApiProperty({ nullable: true, type: String }) nextCursor!: string | null;
  @ApiProperty() total!: number;
}

export class SetAsideResponse {
  @ApiProperty() sheetRow!: number;
  @ApiProperty() agency!: string;
  @ApiProperty() reason!: string;
}

export class DuplicateResponse {
  @ApiProperty() sheetRow!: number;
  @ApiProperty() agency!: string;
  @ApiProperty({ description: 'The row that counts' }) of!: number;
}

export class DiffResponse {
  @ApiProperty({ type: [DiffEntryResponse] }) new!: DiffEntryResponse[];
  @ApiProperty({ type: [DiffEntryResponse] }) changed!: DiffEntryResponse[];
  @ApiProperty({ type: [DiffEntryResponse] }) gone!: DiffEntryResponse[];
  @ApiProperty({ type: [SetAsideResponse] }) setAside!: SetAsideResponse[];
  @ApiProperty({ type: [DuplicateResponse] }) duplicates!: DuplicateResponse[];
  @ApiProperty({ description: 'How many entries do not stand here: /diff has them in pages' })
  truncated!: number;
}

export class ChoiceResponse {
  @ApiProperty() value!: string;
  @ApiProperty() label!: string;
}

export class QuestionResponse {
  @ApiProperty({ description: 'Names the question in an answer' }) key!: string;
  @ApiProperty({ enum: ['cell', 'agency', 'place', 'signing', 'ended'] }) kind!: QuestionKind;
  @ApiProperty() text!: string;
  @ApiProperty({ type: [Number] }) rows!: number[];
  @ApiProperty({ nullable: true, type: String }) proposal!: string | null;
  @ApiProperty({ type: [ChoiceResponse] }) choices!: ChoiceResponse[];
}

export class HoldingImportResponse {
  @ApiProperty() importId!: string;
  @ApiProperty() fileName!: string;
}

export class ImportDetailResponse extends ImportResponse {
  @ApiProperty({
    type: HoldingImportResponse,
    nullable: true,
    description: 'Of an applied list that does not hold: the one that holds for its day and kind',
  })
  holdsInstead!: HoldingImportResponse | null;
  @ApiProperty({ type: [String], description: 'Kept aside; each row still has their cells' })
  unknownColumns!: string[];
  @ApiProperty({ type: [CellProblemResponse], description: 'The first of them, by row' })
  problems!: CellProblemResponse[];
  @ApiProperty({ description: 'How many do not stand here: /problems has them in pages' })
  problemsTruncated!: number;
  @ApiProperty({
    type: DiffResponse,
    nullable: true,
    description: 'Held against the register as it is now; once applied, what it did',
  })
  diff!: DiffResponse | null;
  @ApiProperty({ type: [QuestionResponse] }) questions!: QuestionResponse[];
}

export class ProgressResponse {
  @ApiProperty({ enum: IMPORT_STATES }) state!: ImportState;
  @ApiProperty() rowsRead!: number;
}
