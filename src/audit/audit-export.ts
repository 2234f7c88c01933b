import { Injectable } from '@nestjs/common';
import type { FieldChange } from './audit-chain.rules.js';
import type { AuditEntry } from './audit-entry.entity.js';
import { type AuditFilter, AuditLog } from './audit-log.js';
import { AuditTrail } from './audit-trail.js';

/** Where a download was asked for, and what left with it. */
export interface ExportRecord {
  /** `/agreements.csv`, or the command. */
  path: string;
  /** The filters, as they were given. */
  query: Record<string, unknown>;
  /** The file's name. */
  name: string;
  rows: number;
}

/** Exports: each is recorded before its first row leaves. */
@Injectable()
export class AuditExport {
  constructor(
    private readonly log: AuditLog,
    private readonly trail: AuditTrail,
  ) {}

  async recordExport({ path, query, name, rows }: ExportRecord): Promise<void> {
    await this.trail.record({
      action: 'export',
      subject: { type: 'export', id: path, label: name },
      details: { path, query, rows },
    });
  }

  /** The audit itself as JSON lines, the oldest entry first; the entry that records the export comes after its end. */
  async export(
    filter: AuditFilter,
    told: Pick<ExportRecord, 'path' | 'name'>,
  ): Promise<AsyncGenerator<string>> {
    const upTo = await this.log.lastSequence();
    const rows = await this.log.count(filter, upTo);
    const query = Object.fromEntries(Object.entries(filter).filter(([, value]) => Boolean(value)));
    await this.recordExport({ ...told, query, rows });
    return linesOf(this.log.iterate(filter, upTo));
  }
}

async function* linesOf(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  for await (const entry of entries) yield `${JSON.stringify(plainEntry(entry))}\n`;
}

/** An entry with its changes and details as values instead of text. */
export function plainEntry({ changes, details, ...facts }: AuditEntry): PlainEntry {
  return {
    ...facts,
    changes: JSON.parse(changes) as PlainEntry['changes'],
    details: details === null ? null : (JSON.parse(details) as PlainEntry['details']),
  };
}

export type PlainEntry = Omit<AuditEntry, 'changes' | 'details'> & {
  changes: FieldChange[];
  details: Record<string, unknown> | null;
};
