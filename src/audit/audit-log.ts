import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { addDays, type Day } from '../platform/clock/calendar.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { type Paged, readPage } from '../platform/http/paging.js';
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
   * What was done to a thing, and to those things of others that belong to it, the latest first.
   * @param parts the things that belong to it and may be shown
   */
  findTrail(
    thing: AuditedThing,
    parts: AuditedThing[],
    page: { limit: number; cursor?: string },
  ): Promise<Paged<AuditEntry>> {
    const query = this.entries();
    const own = '(entry.subjectType = :type AND entry.subjectId = :id)';
    const ofParts = parts.map(
      (_, index) => `(entry.subjectType = :type${index} AND entry.subjectId = :id${index})`,
    );
    const belonging = ofParts.length > 0 && `(entry.contextId = :id AND (${ofParts.join(' OR ')}))`;
    query.andWhere(belonging ? `(${own} OR ${belonging})` : own, {
      ...thing,
      ...Object.fromEntries(
        parts.flatMap(({ type, id }, index) => [
          [`type${index}`, type],
          [`id${index}`, id],
        ]),
      ),
    });
    return latestFirst(query, page);
  }

  /** The other things whose entries say that they belong to this one. */
  async findParts({ type, id }: AuditedThing): Promise<AuditedThing[]> {
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
    [{ column: 'entry.sequence', direction: 'DESC', of: (row: AuditEntry) => row.sequence }],
    page,
    (ordered) => ordered.getMany(),
  );

const upToEntry = (
  query: SelectQueryBuilder<AuditEntry>,
  sequence: number,
): SelectQueryBuilder<AuditEntry> => query.andWhere('entry.sequence <= :sequence', { sequence });

function narrowed(
  query: SelectQueryBuilder<AuditEntry>,
  { subject, actor, action, from, until, requestId }: AuditFilter,
): SelectQueryBuilder<AuditEntry> {
  if (subject?.trim()) narrowToSubject(query, subject.trim());
  if (actor?.trim())
    query.andWhere(`(entry.actorId = :actor OR LOWER(entry.actorName) LIKE :name ESCAPE '!')`, {
      actor: actor.trim(),
      name: containing(actor.trim()),
    });
  if (action)
    query.andWhere(`entry.action LIKE :action ESCAPE '!'`, { action: `${escaped(action)}%` });
  // Moments are text that sorts as time does.
  if (from) query.andWhere('entry.at >= :from', { from });
  if (until) query.andWhere('entry.at < :after', { after: addDays(until, 1) });
  if (requestId) query.andWhere('entry.requestId = :requestId', { requestId });
  return query;
}

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
