import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createContext } from '../src/app.js';
import {
  auditKey,
  entryHash,
  exportedHeadSeal,
  GENESIS,
  headSeal,
} from '../src/audit/audit-chain.rules.js';
import { AuditEntry, AuditHead } from '../src/audit/audit-entry.entity.js';
import { AuditTrail } from '../src/audit/audit-trail.js';
import {
  AuditVerification,
  type ExportedHead,
  type Verification,
} from '../src/audit/audit-verification.js';
import { readSettings } from '../src/platform/config/settings.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { moaCommand } from './support/command.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const KEY = 'the-key-of-the-test-which-is-long-enough';
const ENTRIES = 9;

let moa: TestApp;

beforeAll(async () => {
  moa = await startTestApp({ data: [], environment: { MOA_AUDIT_KEY: KEY } });
  for (let number = 1; number <= ENTRIES; number++) await recordOne(moa.app, `thing ${number}`);
});
afterAll(() => moa.close());

type App = Pick<TestApp['app'], 'get'>;

const recordOne = (app: App, label: string): Promise<void> =>
  app.get(AuditTrail).record({
    action: 'thing.changed',
    subject: { type: 'thing', id: label, label },
    changes: [{ field: 'name', before: null, after: label }],
  });

const unitOfWork = (): UnitOfWork => moa.app.get(UnitOfWork);
const sql = (statement: string): Promise<unknown> =>
  unitOfWork().run((manager) => manager.query(statement));
const verify = (head?: ExportedHead): Promise<Verification> =>
  moa.app.get(AuditVerification).verify(head);
const exportHead = (): Promise<ExportedHead> => moa.app.get(AuditVerification).exportHead();

const flaw = (sequence: number, kind: string) => ({
  verified: expect.any(Number),
  flaw: { sequence, kind, detail: expect.any(String) },
});

/** What somebody does first who owns the database. */
async function dropTriggers(app: App = moa.app): Promise<void> {
  const { isSqlite } = app.get(UnitOfWork);
  const manager = app.get(UnitOfWork).reading();
  const rows = await manager.query<{ name: string; place: string }[]>(
    isSqlite
      ? `SELECT name, tbl_name AS place FROM sqlite_master WHERE type = 'trigger'`
      : `SELECT tgname AS name, relname AS place FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
         WHERE NOT tgisinternal`,
  );
  expect(rows.length).toBeGreaterThan(3);
  for (const { name, place } of rows)
    await manager.query(`DROP TRIGGER "${name}"${isSqlite ? '' : ` ON "${place}"`}`);
}

/** Does it without the triggers, in a unit that is taken back: the next test finds the log as it was. */
async function inAnotherWorld(work: () => Promise<void>): Promise<void> {
  const over = new Error('it was only a dream');
  const dreamt = unitOfWork().run(async () => {
    await dropTriggers();
    await work();
    throw over;
  });
  await expect(dreamt).rejects.toBe(over);
}

const headAt = async (sequence: number): Promise<AuditHead> => {
  const { hash } = await unitOfWork().reading().findOneByOrFail(AuditEntry, { sequence });
  const key = auditKey(KEY);
  return { id: 1, sequence, hash, keyId: key.id, seal: headSeal({ sequence, hash }, key) };
};

/** The log as somebody would have it, sealed in full with a key. */
async function rebuild(secret: string, change: (entry: AuditEntry) => void): Promise<void> {
  const key = auditKey(secret);
  const manager = unitOfWork().reading();
  const rows = await manager.find(AuditEntry, { order: { sequence: 'ASC' } });
  let previousHash = GENESIS;
  for (const row of rows) {
    change(row);
    const { ...told } = row;
    const facts = { ...told, keyId: key.id, previousHash };
    previousHash = entryHash(facts, key);
    await manager.update(AuditEntry, { sequence: row.sequence }, { ...facts, hash: previousHash });
  }
  const { sequence } = rows.at(-1)!;
  const seal = headSeal({ sequence, hash: previousHash }, key);
  await manager.update(AuditHead, { id: 1 }, { hash: previousHash, keyId: key.id, seal });
}

describe('the database', () => {
  it.each([
    `UPDATE audit_entry SET reason = 'other' WHERE sequence = 3`,
    `UPDATE audit_entry SET hash = hash`,
    `DELETE FROM audit_entry WHERE sequence = 9`,
    `DELETE FROM audit_entry`,
    `DELETE FROM audit_head`,
    `UPDATE audit_head SET sequence = 8`,
    `UPDATE audit_head SET hash = 'other'`,
    ...(globalThis.MOA_TEST_ENGINE === 'postgres'
      ? [
          `INSERT INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 3 ON CONFLICT (sequence) DO UPDATE SET reason = 'other'`,
        ]
      : [
          `INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 3`,
          `INSERT OR REPLACE INTO audit_head SELECT * FROM audit_head`,
        ]),
  ])('refuses %s', async (statement) => {
    await expect(sql(statement)).rejects.toThrow(/never|refused|only moves on/);
    expect(await verify()).toEqual({ verified: ENTRIES, flaw: null });
  });

  it('of PostgreSQL refuses TRUNCATE; SQLite has none', async () => {
    for (const table of ['audit_entry', 'audit_head'])
      await expect(sql(`TRUNCATE TABLE ${table}`)).rejects.toThrow(
        unitOfWork().isSqlite ? /syntax error/ : /refused/,
      );
  });
});

describe('with the triggers dropped, the verification names', () => {
  it('nothing, as long as nothing was changed', () =>
    inAnotherWorld(async () => {
      expect(await verify()).toEqual({ verified: ENTRIES, flaw: null });
      expect(await verify(await exportHead())).toEqual({ verified: ENTRIES, flaw: null });
    }));

  it.each([
    ['at', `'2001-01-01T00:00:00.000Z'`],
    ['action', `'thing.praised'`],
    ['actor_kind', `'job'`],
    ['actor_id', `'somebody-else'`],
    ['actor_name', `'somebody else'`],
    ['address', `'10.0.0.1'`],
    ['request_id', `'another'`],
    ['job', `'another'`],
    ['subject_type', `'another'`],
    ['subject_id', `'another'`],
    ['subject_label', `'another'`],
    ['context_id', `'another'`],
    ['changes', `'[]'`],
    ['reason', `'another'`],
    ['details', `'{}'`],
    ['previous_hash', `'${'1'.repeat(64)}'`],
    ['hash', `'${'1'.repeat(64)}'`],
  ])('an entry whose %s was changed', (column, value) =>
    inAnotherWorld(async () => {
      await sql(`UPDATE audit_entry SET ${column} = ${value} WHERE sequence = 4`);
      expect(await verify()).toMatchObject({ ...flaw(4, 'altered'), verified: 3 });
    }),
  );

  it('an entry that claims another key', () =>
    inAnotherWorld(async () => {
      await sql(`UPDATE audit_entry SET key_id = 'another' WHERE sequence = 4`);
      expect(await verify()).toMatchObject(flaw(4, 'unknown-key'));
    }));

  it.each([1, 4])('entry %s, which is gone', (sequence) =>
    inAnotherWorld(async () => {
      await sql(`DELETE FROM audit_entry WHERE sequence = ${sequence}`);
      expect(await verify()).toMatchObject(flaw(sequence, 'missing'));
    }),
  );

  it('an entry that is gone and whose followers moved up', () =>
    inAnotherWorld(async () => {
      await sql(`DELETE FROM audit_entry WHERE sequence = 4`);
      for (let sequence = 5; sequence <= ENTRIES; sequence++)
        await sql(`UPDATE audit_entry SET sequence = ${sequence - 1} WHERE sequence = ${sequence}`);
      expect(await verify()).toMatchObject(flaw(4, 'altered'));
    }));

  it('two entries that changed places', () =>
    inAnotherWorld(async () => {
      for (const [from, to] of [
        [4, 100],
        [5, 4],
        [100, 5],
      ])
        await sql(`UPDATE audit_entry SET sequence = ${to} WHERE sequence = ${from}`);
      expect(await verify()).toMatchObject(flaw(4, 'reordered'));
    }));

  it('the last entry, which is gone', () =>
    inAnotherWorld(async () => {
      await sql(`DELETE FROM audit_entry WHERE sequence = ${ENTRIES}`);
      expect(await verify()).toMatchObject(flaw(ENTRIES, 'cut'));
    }));

  it('a log from which everything is gone', () =>
    inAnotherWorld(async () => {
      await sql(`DELETE FROM audit_entry`);
      await sql(`UPDATE audit_head SET sequence = 0, hash = '${GENESIS}', key_id = '', seal = ''`);
      expect(await verify()).toMatchObject(flaw(1, 'cut'));
    }));

  it('an end that nobody sealed, and does not sign it', () =>
    inAnotherWorld(async () => {
      const { hash } = await headAt(ENTRIES - 1);
      await sql(`DELETE FROM audit_entry WHERE sequence = ${ENTRIES}`);
      await sql(`UPDATE audit_head SET sequence = ${ENTRIES - 1}, hash = '${hash}'`);
      expect(await verify()).toMatchObject(flaw(ENTRIES - 1, 'unsealed'));
      await expect(exportHead()).rejects.toThrow(/not sealed/);
    }));

  it('by a head that was kept elsewhere: the last entry, gone together with its seal', () =>
    inAnotherWorld(async () => {
      const kept = await exportHead();
      const before = await headAt(ENTRIES - 1);
      await sql(`DELETE FROM audit_entry WHERE sequence = ${ENTRIES}`);
      await unitOfWork().reading().update(AuditHead, { id: 1 }, before);
      // Exactly what it was one entry ago: of itself it cannot know better.
      expect(await verify()).toEqual({ verified: ENTRIES - 1, flaw: null });
      expect(await verify(kept)).toMatchObject(flaw(ENTRIES, 'cut'));
    }));

  it('by a head that was kept elsewhere: a log that was written anew with the very key', () =>
    inAnotherWorld(async () => {
      const kept = await exportHead();
      await rebuild(KEY, (row) => {
        if (row.sequence === 4) row.reason = 'another';
      });
      expect(await verify()).toEqual({ verified: ENTRIES, flaw: null });
      expect(await verify(kept)).toMatchObject(flaw(ENTRIES, 'rewritten'));
    }));

  it('a whole log that was written anew with another key', () =>
    inAnotherWorld(async () => {
      await rebuild('another key, which is also long enough', () => undefined);
      expect(await verify()).toMatchObject({ ...flaw(1, 'unknown-key'), verified: 0 });
    }));

  it('a whole log that was written anew with another key under the name of the right one', () =>
    inAnotherWorld(async () => {
      await rebuild('another key, which is also long enough', () => undefined);
      await sql(`UPDATE audit_entry SET key_id = '${auditKey(KEY).id}'`);
      expect(await verify()).toMatchObject(flaw(1, 'altered'));
    }));
});

describe('a head that was kept elsewhere', () => {
  it.each([
    ['names another entry', (head: ExportedHead) => ({ ...head, sequence: 4 })],
    ['names another hash', (head: ExportedHead) => ({ ...head, hash: GENESIS })],
    [
      'claims another time',
      (head: ExportedHead) => ({ ...head, takenAt: '2001-01-01T00:00:00.000Z' }),
    ],
    ['claims a key that is not known', (head: ExportedHead) => ({ ...head, keyId: 'another' })],
    [
      'is signed with another key',
      (head: ExportedHead) => ({ ...head, signature: exportedHeadSeal(head, auditKey('another')) }),
    ],
    [
      'is the seal of the end instead of a signature',
      (head: ExportedHead) => ({ ...head, signature: headSeal(head, auditKey(KEY)) }),
    ],
  ])('is found to be forged when it %s', async (_, forge) => {
    const forged = forge(await exportHead());
    expect(await verify(forged)).toMatchObject({
      ...flaw(forged.sequence, 'forged-head'),
      verified: 0,
    });
  });
});

describe('after a change of the key', () => {
  const NEXT = 'the-next-key-of-the-test-which-is-long-enough';

  const withNextKey = async (former: string, work: (app: App) => Promise<void>): Promise<void> => {
    const app = await createContext(
      readSettings({ ...moa.environment, MOA_AUDIT_KEY: NEXT, MOA_FORMER_AUDIT_KEYS: former }),
      { systemClock: moa.clock },
    );
    try {
      await work(app);
    } finally {
      await app.close();
    }
  };

  it('the older entries still hold when the former key is named, and so does a head of then', async () => {
    const kept = await exportHead();
    await withNextKey(`one-that-was-never-used-anywhere-here,${KEY}`, async (app) => {
      const verification = app.get(AuditVerification);
      expect(await verification.verify(kept)).toEqual({ verified: ENTRIES, flaw: null });
      await recordOne(app, 'of the next key');
      expect(await verification.verify(kept)).toEqual({ verified: ENTRIES + 1, flaw: null });
    });
    await withNextKey('', async (app) => {
      const { flaw: found } = await app.get(AuditVerification).verify();
      expect(found).toMatchObject({ sequence: 1, kind: 'unknown-key' });
    });
  });
});

describe('moa audit verify', () => {
  const dir = mkdtempSync(join(tmpdir(), 'moa-head-'));
  let own: TestApp;

  beforeAll(async () => {
    own = await startTestApp();
  });
  afterAll(async () => {
    await own.close();
    rmSync(dir, { recursive: true });
  });

  const run = (...argv: string[]) => moaCommand(own, 'audit', ...argv);
  const file = (name: string): string => join(dir, name);

  it('says that all is in order, also against a head that `moa audit head` wrote', async () => {
    const written = await run('head', '--out', file('head.json'));
    expect(written).toMatchObject({ code: 0, err: '' });
    expect(written.out).toMatch(/^The head of entry \d+ is in .*head\.json\.\n$/);
    expect(await run('verify', '--head', file('head.json'))).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+ entries, all in order\.\n$/),
    });
    const { out } = await run('verify', '--json');
    expect(JSON.parse(out)).toEqual({ verified: expect.any(Number), flaw: null });
    expect(JSON.parse((await run('head')).out)).toMatchObject({ keyId: expect.any(String) });
  });

  it('ends with 1 and a sentence that names the entry', async () => {
    await own.app.get(UnitOfWork).run(async (manager) => {
      await dropTriggers(own.app);
      await manager.update(AuditEntry, { sequence: 4 }, { reason: 'another' });
    });
    expect(await run('verify')).toEqual({
      code: 1,
      out: '',
      err: 'The audit does not hold at entry 4. Entry 4 is not what was written. 3 entries before it are in order.\n',
    });
    const answer = await run('verify', '--json');
    expect(answer.code).toBe(1);
    expect(JSON.parse(answer.out)).toMatchObject(flaw(4, 'altered'));
  });

  it('refuses a file that is no head, and a head that is forged, with one sentence', async () => {
    writeFileSync(file('other.json'), '{"sequence":1}');
    for (const [name, message] of [
      ['nothing.json', /^.*nothing\.json cannot be read: .*\n$/],
      ['other.json', /^.*other\.json is not a head that `moa audit head` wrote\.\n$/],
    ] as const) {
      const answer = await run('verify', '--head', file(name));
      expect(answer).toMatchObject({ code: 1, out: '', err: expect.stringMatching(message) });
    }
    const head = { ...(await own.app.get(AuditVerification).exportHead()), sequence: 1 };
    writeFileSync(file('forged.json'), JSON.stringify(head));
    expect(await run('verify', '--head', file('forged.json'))).toMatchObject({
      code: 1,
      err: 'The exported head is not signed with a key of this installation. The audit was not looked at.\n',
    });
  });
});
