import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { SystemClock } from '../platform/clock/clock.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Conflict } from '../platform/http/problem.js';
import { entryHash, exportedHeadSeal, GENESIS, headSeal, isSameSeal } from './audit-chain.rules.js';
import { AuditEntry, AuditHead, HEAD_ID } from './audit-entry.entity.js';
import { AuditKeys } from './audit-keys.js';

/** The end of the chain at a moment, signed: kept elsewhere, it shows later whether the log was cut or written anew. */
export interface ExportedHead {
  sequence: number;
  hash: string;
  /** When it was taken. */
  takenAt: string;
  keyId: string;
  signature: string;
}

export interface Verification {
  /** Entries that were found in order. */
  verified: number;
  /** The first thing that is wrong; null = nothing is. */
  flaw: { sequence: number; kind: FlawKind; detail: string } | null;
}

export type FlawKind =
  | 'altered'
  | 'missing'
  | 'reordered'
  | 'unknown-key'
  | 'cut'
  | 'unsealed'
  | 'rewritten'
  | 'forged-head';

interface Walk {
  sequence: number;
  hash: string;
}

/** Rows that are read at once. */
const BATCH = 1000;

/** Reads the whole chain again and finds the first place where it does not hold. */
@Injectable()
export class AuditVerification {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
    private readonly keys: AuditKeys,
  ) {}

  /** @param exported a head that was kept elsewhere: the log must still contain it */
  async verify(exported?: ExportedHead): Promise<Verification> {
    if (exported && !this.isSigned(exported))
      return {
        verified: 0,
        flaw: { sequence: exported.sequence, kind: 'forged-head', detail: FORGED_HEAD },
      };
    const walk: Walk = { sequence: 0, hash: GENESIS };
    for (;;) {
      const flaw = await this.walkOn(walk, exported);
      if (flaw) return { verified: walk.sequence, flaw };
      // Read after the rows: whatever it names was committed with it.
      const head = await this.head();
      const reached = walk.sequence;
      if (head.sequence > reached) {
        const late = await this.walkOn(walk, exported);
        if (late) return { verified: walk.sequence, flaw: late };
        if (walk.sequence > reached) continue;
      }
      return { verified: walk.sequence, flaw: this.flawOfEnd(walk, head, exported) };
    }
  }

  /**
   * The end of the chain as it is now, signed.
   * @throws Conflict when the end is not sealed: what somebody else wrote is never signed
   */
  async exportHead(): Promise<ExportedHead> {
    const end = await this.head();
    if (!this.isSealed(end)) throw new Conflict('audit-not-sealed', UNSEALED_END);
    const { sequence, hash } = end;
    const head = { sequence, hash, takenAt: this.clock.moment() };
    const key = this.keys.current;
    return { ...head, keyId: key.id, signature: exportedHeadSeal(head, key) };
  }

  private isSigned(head: ExportedHead): boolean {
    const key = this.keys.find(head.keyId);
    return key !== undefined && isSameSeal(head.signature, exportedHeadSeal(head, key));
  }

  /** Walks to the last row there is. */
  private async walkOn(
    walk: Walk,
    exported: ExportedHead | undefined,
  ): Promise<Verification['flaw']> {
    for (;;) {
      const rows = await this.unitOfWork.reading().find(AuditEntry, {
        where: { sequence: MoreThan(walk.sequence) },
        order: { sequence: 'ASC' },
        take: BATCH,
      });
      for (const row of rows) {
        const flaw = await this.flawOf(row, walk);
        if (flaw) return flaw;
        if (exported?.sequence === row.sequence && exported.hash !== row.hash)
          return { sequence: row.sequence, kind: 'rewritten', detail: REWRITTEN };
        walk.sequence = row.sequence;
        walk.hash = row.hash;
      }
      if (rows.length < BATCH) return null;
    }
  }

  private async flawOf(row: AuditEntry, before: Walk): Promise<Verification['flaw']> {
    const { sequence } = row;
    const expected = before.sequence + 1;
    if (sequence !== expected)
      return { sequence: expected, kind: 'missing', detail: `Entry ${expected} is missing.` };
    const key = this.keys.find(row.keyId);
    if (!key)
      return {
        sequence,
        kind: 'unknown-key',
        detail: `Entry ${sequence} is sealed with the key ${row.keyId}, which is neither the present one nor a former one of the settings.`,
      };
    const isFollowing = row.previousHash === before.hash;
    if (isFollowing && isSameSeal(row.hash, entryHash(row, key))) return null;
    const isFromElsewhere =
      !isFollowing &&
      (await this.unitOfWork.reading().existsBy(AuditEntry, { hash: row.previousHash }));
    return isFromElsewhere
      ? {
          sequence,
          kind: 'reordered',
          detail: `Entry ${sequence} was written at another place of the log.`,
        }
      : { sequence, kind: 'altered', detail: `Entry ${sequence} is not what was written.` };
  }

  private flawOfEnd(
    end: Walk,
    head: AuditHead,
    exported: ExportedHead | undefined,
  ): Verification['flaw'] {
    const cutAt = (detail: string): Verification['flaw'] => ({
      sequence: end.sequence + 1,
      kind: 'cut',
      detail,
    });
    if (end.sequence === 0)
      return cutAt('The log is empty, which it never is once an installation has begun.');
    if (exported && exported.sequence > end.sequence)
      return cutAt(
        `The log ends at entry ${end.sequence}; the head of ${exported.takenAt} knows ${exported.sequence}.`,
      );
    if (head.sequence > end.sequence)
      return cutAt(
        `The log ends at entry ${end.sequence}, and its sealed end names ${head.sequence}.`,
      );
    const isEnd = head.sequence === end.sequence && head.hash === end.hash;
    return isEnd && this.isSealed(head)
      ? null
      : { sequence: head.sequence, kind: 'unsealed', detail: UNSEALED_END };
  }

  private isSealed(head: AuditHead): boolean {
    const key = this.keys.find(head.keyId);
    return key !== undefined && isSameSeal(head.seal, headSeal(head, key));
  }

  private head(): Promise<AuditHead> {
    return this.unitOfWork.reading().findOneByOrFail(AuditHead, { id: HEAD_ID });
  }
}

const FORGED_HEAD = 'The exported head is not signed with a key of this installation.';
const REWRITTEN =
  'The log was written anew: this entry is not the one that the exported head names.';

const UNSEALED_END = 'The end of the log is not sealed as this installation seals it.';
