import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SystemClock } from '../platform/clock/clock.js';
import { insertAll } from '../platform/db/insert-once.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { currentOrigin, type Origin, type OriginKind } from '../platform/origin.js';
import { entryHash, type FieldChange, headSeal, storableText } from './audit-chain.rules.js';
import { AuditEntry, AuditHead, HEAD_ID } from './audit-entry.entity.js';
import { AuditKeys } from './audit-keys.js';

/** What is told of an action; who and from where is known from the request, job or command that runs. */
export interface AuditRecord {
  /** The thing, a dot and what happened: `agreement.extended`. */
  action: string;
  subject: { type: string; id: string; label: string };
  /** What the subject belongs to: an inspection's agreement. Whoever follows that thing's trail sees this too. */
  contextId?: string | null;
  changes?: FieldChange[];
  reason?: string | null;
  /** Whatever else helps to understand it. Never a secret. */
  details?: Record<string, unknown>;
  /** Who did it, where the request does not know it yet: somebody who has just signed in. */
  actor?: { accountId: string; name: string };
}

/** An entry before it has its place in the chain. */
type UnplacedEntry = Omit<AuditEntry, 'sequence' | 'previousHash' | 'hash'>;

/** Longest text of a name column. */
const NAME_LENGTH = 255;

/** Writes down who did what, in the same transaction as the deed. */
@Injectable()
export class AuditTrail {
  /** By open unit: what a unit that was rolled back left behind is never found by another. */
  private readonly waiting = new WeakMap<object, UnplacedEntry[]>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly keys: AuditKeys,
  ) {}

  /**
   * Adds an entry to the open unit of work, or to one of its own. Entries join the chain just before the commit: so the
   * end of the chain is held for the shortest time.
   */
  async record(record: AuditRecord): Promise<void> {
    const entry = this.entryOf(record, currentOrigin());
    await this.unitOfWork.run((manager) => {
      const unit = this.unitOfWork.openUnit();
      const waiting = this.waiting.get(unit);
      if (waiting) waiting.push(entry);
      else {
        this.waiting.set(unit, [entry]);
        this.unitOfWork.beforeCommit(() => this.append(manager, unit));
      }
      return Promise.resolve();
    });
  }

  private async append(manager: EntityManager, unit: object): Promise<void> {
    const entries = this.waiting.get(unit) ?? [];
    // Whatever is recorded from here on, before the same commit, is appended after these.
    this.waiting.delete(unit);
    const head = await manager.findOneByOrFail(AuditHead, { id: HEAD_ID });
    const key = this.keys.current;
    let { sequence, hash } = head;
    const rows = entries.map((entry) => {
      sequence += 1;
      const facts = { ...entry, keyId: key.id, sequence, previousHash: hash };
      hash = entryHash(facts, key);
      return { ...facts, hash };
    });
    // The head first: on PostgreSQL that is where two units that both read it part, and the later one runs again.
    await manager.update(
      AuditHead,
      { id: HEAD_ID },
      { sequence, hash, keyId: key.id, seal: headSeal({ sequence, hash }, key) },
    );
    await insertAll(manager, AuditEntry, rows);
  }

  private entryOf(record: AuditRecord, origin: Origin): UnplacedEntry {
    const { subject, changes = [], details } = record;
    return {
      at: this.clock.moment(),
      action: record.action,
      ...actorOf(record, origin),
      address: origin.address,
      requestId: origin.requestId,
      job: origin.kind === 'job' ? origin.name : null,
      subjectType: subject.type,
      subjectId: shortened(subject.id),
      subjectLabel: shortened(subject.label),
      contextId: record.contextId ?? null,
      changes: JSON.stringify(changes),
      reason: record.reason == null ? null : storableText(record.reason),
      details: details ? JSON.stringify(details) : null,
      keyId: this.keys.current.id,
    };
  }
}

function actorOf(
  { actor }: AuditRecord,
  origin: Origin,
): { actorKind: OriginKind; actorId: string | null; actorName: string } {
  const { viewer } = origin;
  if (actor)
    return { actorKind: 'person', actorId: actor.accountId, actorName: shortened(actor.name) };
  if (viewer)
    return {
      actorKind: viewer.via === 'token' ? 'service' : 'person',
      actorId: viewer.accountId,
      actorName: shortened(viewer.name),
    };
  const actorKind = origin.kind === 'request' ? 'stranger' : origin.kind;
  return { actorKind, actorId: null, actorName: shortened(origin.name) };
}

/** Fits a name column, and comes back from either engine as it went in. */
const shortened = (text: string): string => storableText(text, NAME_LENGTH);
