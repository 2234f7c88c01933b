import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Settings } from '../platform/config/settings.js';
import { type AuditKey, auditKey } from './audit-chain.rules.js';

const DEMO_FILE = 'audit.key';

/** The key that seals new entries, and those that sealed older ones. They are never in the database. */
@Injectable()
export class AuditKeys {
  readonly current: AuditKey;
  private readonly byId: Map<string, AuditKey>;

  constructor(settings: Settings) {
    this.current = auditKey(settings.auditKey ?? demoSecret(settings.dataDir));
    const former = settings.formerAuditKeys.map(auditKey);
    this.byId = new Map([...former, this.current].map((key) => [key.id, key]));
  }

  /** Undefined for an entry that was sealed with a key that this installation does not name. */
  find(id: string): AuditKey | undefined {
    return this.byId.get(id);
  }
}

/** The demonstration makes its key at the first start and keeps it beside the database, for its owner's eyes only. */
function demoSecret(dataDir: string): string {
  const file = join(dataDir, DEMO_FILE);
  mkdirSync(dataDir, { recursive: true });
  try {
    // Of several processes that start at once, one makes it.
    writeFileSync(file, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
