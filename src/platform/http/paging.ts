import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { WholeNumber } from './form-values.js';
import { InvalidRequest } from './problem.js';

/** `limit` and `cursor` of every list. */
export class PageQuery {
  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: 500, default: 50 })
  @WholeNumber()
  @IsInt({ message: 'limit must be a whole number from 1 to 500' })
  @Min(1, { message: 'limit must be a whole number from 1 to 500' })
  @Max(500, { message: 'limit must be a whole number from 1 to 500' })
  limit: number = 50;

  @ApiPropertyOptional({ description: 'nextCursor of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cursor?: string;
}

export interface Paged<Item> {
  items: Item[];
  nextCursor: string | null;
  /** Of the whole list, not of the page. */
  total: number;
}

/** One column that a list is sorted by. The last one must be unique. */
export interface SortKey<Row> {
  /** The column as the query names it. */
  column: string;
  direction: 'ASC' | 'DESC';
  of: (row: Row) => string | number;
  /** What a cursor may hold of it; any text or number if absent. PostgreSQL refuses a number that its column cannot hold. */
  accepts?: (value: string | number) => boolean;
}

/**
 * Reads one page after a cursor, by key and not by offset: rows that come or go meanwhile neither repeat nor hide others.
 * @param query filtered, not yet sorted; `getMany` or `getRawMany` is the caller's
 * @param countAll counts the whole list, where there is a cheaper way than asking the query
 * @throws InvalidRequest when the cursor was not made for this sort order
 */
export async function readPage<Entity extends ObjectLiteral, Row>(
  query: SelectQueryBuilder<Entity>,
  sort: SortKey<Row>[],
  page: { limit: number; cursor?: string },
  fetch: (query: SelectQueryBuilder<Entity>) => Promise<Row[]>,
  countAll: () => Promise<number> = () => query.clone().getCount(),
): Promise<Paged<Row>> {
  const total = await countAll();
  const ordered = query.clone();
  for (const key of sort) ordered.addOrderBy(key.column, key.direction);
  if (page.cursor) continueAfter(ordered, sort, valuesOf(page.cursor, sort));
  const rows = await fetch(ordered.limit(page.limit + 1));
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  const hasMore = rows.length > page.limit && last !== undefined;
  return {
    items,
    total,
    nextCursor: hasMore ? encodeCursor(sort.map((key) => key.of(last))) : null,
  };
}

/**
 * One page of a list that is made in memory, after a cursor.
 * @param keyOf unique text by which the list is sorted already, by code units as `<` compares
 */
export function pageOf<Item>(
  items: Item[],
  keyOf: (item: Item) => string,
  page: { limit: number; cursor?: string },
): Paged<Item> {
  const after = page.cursor ? String(decodeCursor(page.cursor, 1)[0]) : undefined;
  const start = after === undefined ? 0 : items.findIndex((item) => keyOf(item) > after);
  const rest = start < 0 ? [] : items.slice(start, start + page.limit);
  const last = rest.at(-1);
  const hasMore = last !== undefined && start + page.limit < items.length;
  return {
    items: rest,
    total: items.length,
    nextCursor: hasMore ? encodeCursor([keyOf(last)]) : null,
  };
}

/** a >= x and ((a > x) or (a = x and b > y) or …): the first condition alone lets an index begin at the right place. */
function continueAfter<Entity extends ObjectLiteral, Row>(
  query: SelectQueryBuilder<Entity>,
  sort: SortKey<Row>[],
  values: (string | number)[],
): void {
  const alternatives = sort.map((key, index) => {
    const equal = sort.slice(0, index).map((earlier, at) => `${earlier.column} = :after${at}`);
    const beyond = `${key.column} ${key.direction === 'ASC' ? '>' : '<'} :after${index}`;
    return `(${[...equal, beyond].join(' AND ')})`;
  });
  const [first] = sort;
  if (!first) return;
  const begins = `${first.column} ${first.direction === 'ASC' ? '>=' : '<='} :after0`;
  query.andWhere(
    `(${begins} AND (${alternatives.join(' OR ')}))`,
    Object.fromEntries(values.map((value, index) => [`after${index}`, value])),
  );
}

function valuesOf<Row>(cursor: string, sort: SortKey<Row>[]): (string | number)[] {
  const values = decodeCursor(cursor, sort.length);
  if (!values.every((value, index) => sort[index]?.accepts?.(value) ?? true)) throw foreignCursor();
  return values;
}

const encodeCursor = (values: (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => typeof value === 'string' || typeof value === 'number')
    )
      return values;
  } catch {
    // Falls through: what cannot be read is as wrong as what does not fit.
  }
  throw foreignCursor();
}

const foreignCursor = (): InvalidRequest =>
  new InvalidRequest([
    { parameter: 'cursor', detail: 'cursor is not one that this list gave out' },
  ]);
