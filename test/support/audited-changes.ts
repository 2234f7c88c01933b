import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { getDataSourceToken } from '@nestjs/typeorm';
import { type DataSource, In } from 'typeorm';
import { AuditEntry } from '../../src/audit/audit-entry.entity.js';
import { UnitOfWork } from '../../src/platform/db/unit-of-work.js';
import { currentOrigin } from '../../src/platform/origin.js';

const WRITE = /^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?/i;

/** What the program writes by itself while somebody only looks, and what every unit of work begins with. */
const UPKEEP = [
  /^(INSERT INTO|UPDATE) "web_session"/i,
  /^UPDATE "api_token" SET "last_used_at" = [^,]*( WHERE|$)/i,
  /^UPDATE installation SET value = value/i,
  /"audit_(entry|head)"/i,
];

const END = /^(COMMIT|ROLLBACK)$/;

function join(sets: Map<string, Set<string>>, key: string, added: Iterable<string>): void {
  sets.set(key, new Set([...(sets.get(key) ?? []), ...added]));
}

/**
 * Whatever a test asks of the application and that changes something, the audit must know of it afterwards: so every
 * test of a change is one of its audit, too.
 */
export class AuditedChanges {
  /** By request: what it wrote to. */
  private readonly writes = new Map<string, Set<string>>();
  /** The same of a transaction that is still open: what is rolled back, and perhaps run again, changed nothing. */
  private readonly unfinished = new Map<string, Set<string>>();
  /** By request: its method and address, once it was answered and not refused. */
  private readonly answered = new Map<string, string>();

  constructor(private readonly app: NestFastifyApplication) {
    this.watchStatements(app.get<DataSource>(getDataSourceToken()));
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onResponse', (request, reply, done) => {
        if (reply.statusCode < 400)
          this.answered.set(request.id, `${request.method} ${request.url}`);
        done();
      });
  }

  /** @throws Error naming the requests that changed something and left no entry, with the tables that they wrote to */
  async verify(): Promise<void> {
    for (const [id, tables] of this.unfinished) join(this.writes, id, tables);
    const changed = [...this.answered.keys()].filter((id) => (this.writes.get(id)?.size ?? 0) > 0);
    if (changed.length === 0) return;
    const entries = await this.app
      .get(UnitOfWork)
      .reading()
      .find(AuditEntry, {
        select: { sequence: true, requestId: true },
        where: { requestId: In(changed) },
      });
    const audited = new Set(entries.map(({ requestId }) => requestId));
    const silent = changed
      .filter((id) => !audited.has(id))
      .map((id) => `${this.answered.get(id)} (${[...(this.writes.get(id) ?? [])].join(', ')})`);
    if (silent.length > 0) throw new Error(`not in the audit: ${[...new Set(silent)].join('; ')}`);
  }

  /** Every statement passes the data source's logger; the origin says which request it belongs to. */
  private watchStatements(source: DataSource): void {
    const { logger } = source;
    const passOn = logger.logQuery.bind(logger);
    logger.logQuery = (statement, ...rest) => {
      const [, , table] = WRITE.exec(statement) ?? [];
      const { requestId } = currentOrigin();
      if (requestId && table && !UPKEEP.some((pattern) => pattern.test(statement)))
        join(this.unfinished, requestId, [table]);
      if (requestId && statement === 'COMMIT')
        join(this.writes, requestId, this.unfinished.get(requestId) ?? []);
      if (requestId && END.test(statement)) this.unfinished.delete(requestId);
      return passOn(statement, ...rest);
    };
  }
}
