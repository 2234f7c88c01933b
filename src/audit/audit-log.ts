import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { addDays, type Day } from '../platform/clock/calendar.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { grouped } from '../platform/grouped.js';
import { type Paged, readPage } from '../platform/http/paging.js';
import { storableText } from './audit-chain.rules.js';
import { AuditEntry } from './audit-entry.entity.js';

/** What a list of entries is narrowed to. */
export interface AuditFilter {
  /** `type:id`, the id of a thing or of what things belong to, or part of a thing's name. */
  subject?: string | undefined;
  /** The account's id, or part of a name. */
  actor?: string | undefined;
  /** How the action begins: `agreement.` */
  action?: string | undefined;
  /** The first and the last day, UTC. */
  from?: Day | undefined;
  until?: Day | undefined;
  requestId?: string | undefined;
}

/** A thing as entries name it. */
export interface AuditedThing {
  type: string;
  id: string;
}

/** Rows that an export reads at once. */
const BATCH = 1000;

/** Reads the audit. Who may see what of it is decided by whoever asks. */
@Injectable()
export class AuditLog {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The entries of a filter, the latest first. */
  findPage(
    filter: AuditFilter,
    page: { limit: number; cursor?: string },
  ): Promise<Paged<AuditEntry>> {
    return latestFirst(narrowed(this.entries(), filter), page);
  }

  /**
   * What was done to a thing, and to others that belong to it, the latest first.
   * @param parts those that may be shown of the things that belong to it
   */
  findTrail(
    thing: AuditedThing,
    parts: AuditedThing[] | 'all',
    page: { limit: number; cursor?: string },
  ): Promise<Paged<AuditEntry>> {
    const alternatives = ['(entry.subjectType = :type AND entry.subjectId = :id)'];
    const parameters: Record<string, unknown> = { ...thing };
    if (parts === 'all') alternatives.push('entry.contextId = :id');
    else
      for (const [index, [type, ids]] of [...idsByType(parts)].entries()) {
        alternatives.push(
          `(entry.contextId = :id AND entry.subjectType = :type${index} AND entry.subjectId IN (:...ids${index}))`,
        );
        Object.assign(parameters, { [`type${index}`]: type, [`ids${index}`]: ids });
      }
    return latestFirst(this.entries().andWhere(`(${alternatives.join(' OR ')})`, parameters), page);
  }

  /** The other things whose entries say that they belong to this one. */
  findParts({ type, id }: AuditedThing): Promise<AuditedThing[]> {
    return this.entries()
      .select('entry.subjectType', 'type')
      .addSelect('entry.subjectId', 'id')
      .distinct()
      .where('entry.contextId = :id', { id })
      .andWhere('NOT (entry.subjectType = :type AND entry.subjectId = :id)', { type })
      .orderBy('entry.subjectType')
      .addOrderBy('entry.subjectId')
      .getRawMany<AuditedThing>();
  }

  /** What a thing is called in its latest entry; undefined when it has none. */
  async findLabel({ type, id }: AuditedThing): Promise<string | undefined> {
    const latest = await this.unitOfWork.reading().findOne(AuditEntry, {
      where: { subjectType: type, subjectId: id },
      order: { sequence: 'DESC' },
    });
    return latest?.subjectLabel;
  }

  /** Every action that was ever recorded. */
  async findActions(): Promise<string[]> {
    const rows = await this.entries()
      .select('entry.action', 'action')
      .distinct()
      .getRawMany<{ action: string }>();
    return rows.map(({ action }) => action).sort();
  }

  /** The number of the latest entry; 0 when there is none. */
  async lastSequence(): Promise<number> {
    return (await this.unitOfWork.reading().maximum(AuditEntry, 'sequence')) ?? 0;
  }

  /** How many entries a filter lets through, up to one of them. */
  count(filter: AuditFilter, upTo: number): Promise<number> {
    return upToEntry(narrowed(this.entries(), filter), upTo).getCount();
  }

  /** The entries of a filter, the oldest first, up to one of them, without holding them all in memory. */
  async *iterate(filter: AuditFilter, upTo: number): AsyncGenerator<AuditEntry> {
    for (let last = 0; ;) {
      const rows = await upToEntry(narrowed(this.entries(), filter), upTo)
        .andWhere('entry.sequence > :last', { last })
        .orderBy('entry.sequence', 'ASC')
        .limit(BATCH)
        .getMany();
      yield* rows;
      const end = rows.at(-1);
      if (!end || rows.length < BATCH) return;
      last = end.sequence;
    }
  }

  private entries(): SelectQueryBuilder<AuditEntry> {
    return this.unitOfWork.reading().createQueryBuilder(AuditEntry, 'entry');
  }
}

const latestFirst = (
  query: SelectQueryBuilder<AuditEntry>,
  page: { limit: number; cursor?: string },
): Promise<Paged<AuditEntry>> =>
  readPage(
    query,
    [
      {
        column: 'entry.sequence',
        direction: 'DESC',
        of: ({ sequence }) => sequence,
        accepts: isSequence,
      },
    ],
    page,
    (ordered) => ordered.getMany(),
  );

/** What the column can hold. */
const isSequence = (value: string | number): boolean =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31;

const idsByType = (things: AuditedThing[]): Map<string, string[]> =>
  grouped(
    things,
    ({ type }) => type,
    ({ id }) => id,
  );

const upToEntry = (
  query: SelectQueryBuilder<AuditEntry>,
  sequence: number,
): SelectQueryBuilder<AuditEntry> => query.andWhere('entry.sequence <= :sequence', { sequence });

function narrowed(
  query: SelectQueryBuilder<AuditEntry>,
  filter: AuditFilter,
): SelectQueryBuilder<AuditEntry> {
  const { from, until } = filter;
  const [subject, actor, action, requestId] = [
    asText(filter.subject),
    asText(filter.actor),
    asText(filter.action),
    asText(filter.requestId),
  ];
  if (subject) narrowToSubject(query, subject);
  if (actor)
    query.andWhere(`(entry.actorId = :actor OR LOWER(entry.actorName) LIKE :name ESCAPE '!')`, {
      actor,
      name: containing(actor),
    });
  if (action)
    query.andWhere(`entry.action LIKE :action ESCAPE '!'`, { action: `${escaped(action)}%` });
  // Moments are text that sorts as time does.
  if (from) query.andWhere('entry.at >= :from', { from });
  if (until) query.andWhere('entry.at < :after', { after: addDays(until, 1) });
  if (requestId) query.andWhere('entry.requestId = :requestId', { requestId });
  return query;
}

const asText = (given = ''): string => storableText(given.trim());

function narrowToSubject(query: SelectQueryBuilder<AuditEntry>, text: string): void {
  const [, type, id] = /^([a-z-]+):(\S+)$/.exec(text) ?? [];
  if (type && id) {
    query.andWhere('entry.subjectType = :subjectType', { subjectType: type });
    query.andWhere('entry.subjectId = :subjectId', { subjectId: id });
  } else
    query.andWhere(
      `(entry.subjectId = :subject OR entry.contextId = :subject OR LOWER(entry.subjectLabel) LIKE :label ESCAPE '!')`,
      { subject: text, label: containing(text) },
    );
}

const escaped = (text: string): string => text.replace(/[!%_]/g, '!$&');
const containing = (text: string): string => `%${escaped(text.toLowerCase())}%`;
