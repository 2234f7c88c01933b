import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { EmptyIsAbsent, WholeNumber } from '../platform/http/form-values.js';
import { PageQuery } from '../platform/http/paging.js';
import { IsDayOrMomentText, IsDayText } from '../platform/http/validation.js';
import { AGREEMENT_SORTS, type AgreementSort, type SortDirection } from './agreement-filter.js';
import { AGREEMENT_STATUSES, type AgreementStatus } from './agreement-status.rules.js';

/** `in-force`: active or under notice. */
export const STATUS_FILTERS = [...AGREEMENT_STATUSES, 'in-force'] as const;

/** Longest look ahead at ends, in days: ten years. */
const LONGEST_DAYS_AHEAD = 3660;

/** A filter that may be left out, or left open in a form. */
const Filter = (example: string, description?: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ example, ...(description && { description }) }),
    IsOptional(),
    EmptyIsAbsent(),
  );

const FilterText = (example: string, description?: string): PropertyDecorator =>
  applyDecorators(Filter(example, description), IsString(), MaxLength(100));

const FilterDay = (description: string): PropertyDecorator =>
  applyDecorators(Filter('2012-06-25', description), IsDayText());

const KnownAt = (): PropertyDecorator =>
  applyDecorators(
    Filter(
      '2012-06-25T16:00:00Z',
      'What the register would have said at that moment; a day means its end. Now, if absent',
    ),
    IsDayOrMomentText(),
  );

/** From where the register is looked at. */
export class StandpointQuery {
  @FilterDay('Today, if absent') asOf?: string;
  @KnownAt() knownAt?: string;
}

/** What a list of agreements may be narrowed to and sorted by: the same in the API, on the pages and in the exports. */
export class AgreementQuery extends PageQuery {
  @FilterDay('Today, if absent') asOf?: string;
  @KnownAt() knownAt?: string;

  @FilterText('AZ', 'Two-letter code') state?: string;
  @FilterText('DETENTION') model?: string;

  @ApiPropertyOptional({ enum: STATUS_FILTERS, description: 'Any, if absent' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(STATUS_FILTERS, { message: `status must be one of ${STATUS_FILTERS.join(', ')}` })
  status?: AgreementStatus | 'in-force';

  @FilterText('New Orleans', 'Name or id') fieldOffice?: string;
  @FilterText('County', 'Type of the agency') agencyType?: string;

  @ApiPropertyOptional({
    type: Number,
    example: 180,
    description: 'Ends on the day or within so many days after it',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @WholeNumber()
  @IsInt({ message: `endsWithinDays must be a whole number from 0 to ${LONGEST_DAYS_AHEAD}` })
  @Min(0, { message: `endsWithinDays must be a whole number from 0 to ${LONGEST_DAYS_AHEAD}` })
  @Max(LONGEST_DAYS_AHEAD, {
    message: `endsWithinDays must be a whole number from 0 to ${LONGEST_DAYS_AHEAD}`,
  })
  endsWithinDays?: number;

  @FilterDay('Signed on this day or later') signedFrom?: string;
  @FilterDay('Signed on this day or earlier') signedUntil?: string;
  @FilterText('cobb', "Part of an agency's name or of its county's") q?: string;

  @ApiPropertyOptional({ enum: AGREEMENT_SORTS, default: 'state' })
  @Transform(({ value }: { value: unknown }) => (value === '' ? 'state' : value))
  @IsIn(AGREEMENT_SORTS, { message: `sort must be one of ${AGREEMENT_SORTS.join(', ')}` })
  sort: AgreementSort = 'state';

  @ApiPropertyOptional({ enum: ['asc', 'desc'], default: 'asc' })
  @Transform(({ value }: { value: unknown }) => (value === '' ? 'asc' : value))
  @IsIn(['asc', 'desc'], { message: 'direction must be asc or desc' })
  direction: SortDirection = 'asc';
}

/** What the page of the list may show beside the agency. */
export const LIST_COLUMNS = [
  'state',
  'county',
  'type',
  'model',
  'status',
  'office',
  'signed',
  'effective',
  'ends',
  'source',
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** Shown when nobody chooses. */
export const USUAL_COLUMNS: readonly ListColumn[] = [
  'state',
  'model',
  'status',
  'office',
  'signed',
  'ends',
];

/** The list's page: the same list, and which of its columns are shown. */
export class AgreementListQuery extends AgreementQuery {
  /** Several of them, or one text with commas. */
  @Transform(({ value }: { value: unknown }) => columnsOf(value))
  @IsIn(LIST_COLUMNS, {
    each: true,
    message: `columns must be some of ${LIST_COLUMNS.join(', ')}`,
  })
  columns: readonly ListColumn[] = USUAL_COLUMNS;
}

function columnsOf(value: unknown): unknown {
  const chosen = [value]
    .flat()
    .flatMap((part) => (typeof part === 'string' ? part.split(',') : [part]))
    .filter((part) => part !== '' && part !== undefined);
  return chosen.length > 0 ? [...new Set(chosen)] : USUAL_COLUMNS;
}
