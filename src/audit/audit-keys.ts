import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Settings } from '../platform/config/settings.js';
import { StartUpError } from '../platform/start-up-error.js';
import { type AuditKey, auditKey } from './audit-chain.rules.js';

const DEMO_FILE = 'audit.key';
/** As short as the settings allow one. */
const SHORTEST_SECRET = 32;

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
  if (!existsSync(file)) writeOnce(file, randomBytes(48).toString('base64url'));
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < SHORTEST_SECRET)
    throw new StartUpError(`The audit key in ${file} is not whole: put the right one back.`);
  return secret;
}

/** Of several processes that start at once one makes the file; none of them ever sees half of it. */
function writeOnce(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, text, { flag: 'wx', mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
}
