import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../src/audit/audit-entry.entity.js';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { LARGEST_FILE_BYTES } from '../src/platform/files/largest-file.js';
import type {
  DocumentListResponse,
  DocumentResponse,
} from '../src/registry/documents/document.dto.js';
import { AgreementDocument } from '../src/registry/documents/document.entity.js';
import { aPerson, type BrowserSession, signIn } from './support/browser-session.js';
import { aClient, type Answer, answerOf, type Client, tokenFor } from './support/client.js';
import { anAgreement } from './support/life-cycle.js';
import { startTestApp, type TestApp } from './support/test-app.js';
import { aForm } from './support/multipart.js';

let moa: TestApp;
let manager: Client;
let token: string;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference'] });
  manager = await aClient(moa, 'program-manager');
  token = await tokenFor(moa, 'program-manager');
});

afterAll(() => moa.close());

const PDF = Buffer.from('%PDF-1.4\nMemorandum of agreement\n%%EOF\n');
const MOA = { title: 'The agreement', kind: 'moa', holdsFrom: '2011-03-01' };

interface File {
  fileName: string;
  content: Buffer;
}

/** Attaches a file with a token; a PDF, if the test says nothing else. */
async function attach(
  agreementId: string,
  fields: Record<string, string> = {},
  file: File | undefined = { fileName: 'moa.pdf', content: PDF },
  headers: Record<string, string> = {},
): Promise<Answer> {
  const form = aForm({ ...MOA, ...fields }, file);
  const response = await moa.app.inject({
    method: 'POST',
    url: `/api/v1/agreements/${agreementId}/documents`,
    payload: form.payload,
    headers: { authorization: `Bearer ${token}`, ...form.headers, ...headers },
  });
  return answerOf(response);
}

async function attached(...given: Parameters<typeof attach>): Promise<DocumentResponse> {
  const answer = await attach(...given);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body as DocumentResponse;
}

const listed = async (id: string, asOf?: string): Promise<DocumentResponse[]> => {
  const path = `/api/v1/agreements/${id}/documents${asOf ? `?asOf=${asOf}` : ''}`;
  return ((await manager.get(path)).body as DocumentListResponse).items;
};

const problemsOf = (answer: Answer): (string | undefined)[] =>
  (answer.body as { errors: { parameter?: string }[] }).errors.map(({ parameter }) => parameter);

describe('a document', () => {
  it('is attached with its hash and comes back as it was sent, to be saved', async () => {
    const id = await anAgreement(manager);
    const document = await attached(id, {}, { fileName: 'Übereinkunft 1.pdf', content: PDF });
    expect(document).toMatchObject({
      agreementId: id,
      sha256: createHash('sha256').update(PDF).digest('hex'),
      byteCount: PDF.length,
      mediaType: 'application/pdf',
      isHolding: true,
      uploadedBy: expect.stringContaining('program-manager'),
    });
    const response = await moa.app.inject({
      url: document.contentPath,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.rawPayload.equals(PDF)).toBe(true);
    expect(response.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PDF.length),
      'x-content-type-options': 'nosniff',
    });
    const disposition = String(response.headers['content-disposition']);
    expect(disposition).toMatch(/^attachment; filename="/);
    expect(disposition).toContain("filename*=UTF-8''%C3%9Cbereinkunft");
    const entry = await moa.app
      .get(UnitOfWork)
      .reading()
      .findOne(AuditEntry, { where: { subjectId: id }, order: { sequence: 'DESC' } });
    expect(entry?.action).toBe('agreement.document-attached');
    expect(entry?.details).toContain(document.sha256);
  });

  it('is revised, and each day has the revision that held then', async () => {
    const id = await anAgreement(manager, { on: '2011-02-01' });
    const first = await attached(id);
    const second = await attached(id, { holdsFrom: '2012-01-01', revisesId: first.id });
    const addendum = await attached(id, { kind: 'addendum', holdsFrom: '2012-06-01' });
    const on = async (day: string) => (await listed(id, day)).map((document) => document.id).sort();
    expect(await on('2011-02-28')).toEqual([]);
    expect(await on('2011-12-31')).toEqual([first.id]);
    expect(await on('2012-01-01')).toEqual([second.id]);
    expect(await on('2012-06-01')).toEqual([second.id, addendum.id].sort());
    expect((await listed(id)).map(({ isHolding }) => isHolding)).toEqual([true, true, false]);
  });

  it('is withdrawn with a reason, never deleted; the revision before it then holds', async () => {
    const id = await anAgreement(manager);
    const first = await attached(id);
    const wrong = await attached(id, { holdsFrom: '2012-01-01', revisesId: first.id });
    const withdraw = (ifMatch: string, reason = 'Another agreement’s.') =>
      manager.post(`/api/v1/documents/${wrong.id}/withdrawal`, { reason }, { 'if-match': ifMatch });
    expect((await withdraw(wrong.etag, ' ')).status).toBe(400);
    expect((await withdraw(`"${wrong.id}.9"`)).status).toBe(412);
    const withdrawn = await withdraw(wrong.etag);
    expect(withdrawn).toMatchObject({
      status: 200,
      body: { withdrawnBecause: 'Another agreement’s.', isHolding: false },
    });
    expect((await withdraw((withdrawn.body as DocumentResponse).etag)).status).toBe(409);
    expect((await listed(id, '2012-02-01')).map((document) => document.id)).toEqual([first.id]);
    expect(await listed(id)).toHaveLength(2);
    expect((await manager.get(wrong.contentPath)).status).toBe(200);
    const revision = await attach(id, { revisesId: wrong.id });
    expect([revision.status, problemsOf(revision)]).toEqual([400, ['revisesId']]);
  });

  it('is refused where a field is wrong or its content is not what its name says', async () => {
    const id = await anAgreement(manager);
    const nothing = await attach(
      id,
      { title: ' ', kind: 'poem', holdsFrom: '2012-02-30', revisesId: 'x' },
      { fileName: '', content: Buffer.alloc(0) },
    );
    expect([nothing.status, problemsOf(nothing)]).toEqual([
      400,
      ['title', 'kind', 'holdsFrom', 'revisesId', 'file'],
    ]);
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
    const zip = Buffer.from('PK\x03\x04 xl/workbook.xml');
    for (const [fileName, content, isRight] of [
      ['a.pdf', png, false],
      ['a.png', png, true],
      ['a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), true],
      ['a.docx', zip, false],
      ['a.docx', Buffer.from('PK\x03\x04 word/document.xml'), true],
      ['a.txt', Buffer.from('Plain text, “quoted”.\n'), true],
      ['a.txt', Buffer.from([0x41, 0x00, 0x42]), false],
      ['a.txt', Buffer.from([0xff, 0xfe, 0x41]), false],
      ['a.html', Buffer.from('<script>alert(1)</script>'), false],
      ['a.svg', Buffer.from('<svg/>'), false],
      ['pdf', PDF, false],
    ] as const) {
      const answer = await attach(id, {}, { fileName, content });
      expect([fileName, content.length, answer.status]).toEqual([
        fileName,
        content.length,
        isRight ? 201 : 400,
      ]);
    }
  });

  it('is refused when it is too large, and nothing of it is kept', async () => {
    const id = await anAgreement(manager);
    const content = Buffer.concat([PDF, Buffer.alloc(LARGEST_FILE_BYTES)]);
    const answer = await attach(id, {}, { fileName: 'a.pdf', content });
    expect(answer).toMatchObject({
      status: 413,
      body: { type: 'urn:moa:problem:file-too-large', detail: 'The file is larger than 25 MB.' },
    });
    expect(await listed(id)).toEqual([]);
  });

  it('attached again with the same Idempotency-Key is one document', async () => {
    const id = await anAgreement(manager);
    const key = { 'idempotency-key': 'attach-1' };
    const first = await attach(id, {}, undefined, key);
    const again = await attach(id, {}, undefined, key);
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
    expect(await listed(id)).toHaveLength(1);
    const other = await attach(
      id,
      {},
      { fileName: 'moa.pdf', content: Buffer.from('%PDF-2') },
      key,
    );
    expect(other.status).toBe(422);
  });

  it('whose content was lost or changed is not handed out as if it were whole', async () => {
    const id = await anAgreement(manager);
    const { sha256, contentPath } = await attached(
      id,
      {},
      { fileName: 'a.txt', content: Buffer.from('to be lost') },
    );
    const path = join(moa.dataDir, 'files', sha256.slice(0, 2), sha256);
    writeFileSync(path, 'was changed');
    const changed = await manager.get(contentPath);
    rmSync(path);
    const missing = await manager.get(contentPath);
    for (const answer of [changed, missing]) {
      expect(answer).toMatchObject({ status: 500, body: { type: 'urn:moa:problem:internal' } });
      expect(answer.text).not.toMatch(/was changed|files/);
    }
  });
});

describe('the scope', () => {
  it('shows documents to the office that answers for the agency, and to no other', async () => {
    const id = await anAgreement(manager);
    const { contentPath } = await attached(id);
    const own = await aClient(moa, 'ero-supervisor', 'Miami');
    const other = await aClient(moa, 'ero-supervisor', 'Dallas');
    for (const path of [`/api/v1/agreements/${id}/documents`, contentPath]) {
      expect((await own.get(path)).status).toBe(200);
      expect((await other.get(path)).status).toBe(404);
    }
    expect((await other.get(`/agreements/${id}/documents`)).status).toBe(404);
    const { headers } = await manager.get(`/api/v1/agreements/${id}`);
    await manager.post(
      `/api/v1/agreements/${id}/field-office`,
      { fieldOffice: 'Dallas', from: '2012-09-01', reason: 'Divided anew.' },
      { 'if-match': headers['etag'] ?? '' },
    );
    // What is of its own time stays with the office before; the new one sees all.
    const later = await attached(id, { holdsFrom: '2012-09-02' });
    expect((await own.get(contentPath)).status).toBe(200);
    expect((await own.get(later.contentPath)).status).toBe(404);
    expect((await other.get(contentPath)).status).toBe(200);
  });

  it('lets nobody attach who only reads', async () => {
    const id = await anAgreement(manager);
    const supervisor = await tokenFor(moa, 'ero-supervisor', 'Miami');
    const answer = await attach(id, {}, undefined, { authorization: `Bearer ${supervisor}` });
    expect(answer.status).toBe(403);
    expect((await attach(id, {}, undefined, { authorization: 'Bearer no' })).status).toBe(401);
  });
});

describe('a form with a file', () => {
  let id: string;
  let browser: BrowserSession;

  beforeAll(async () => {
    id = await anAgreement(manager);
    browser = await signIn(moa, await aPerson(moa, 'program-manager'));
  });

  const send = async (path: string, fields: Record<string, string>): Promise<Answer> => {
    const form = aForm(fields, { fileName: 'moa.pdf', content: PDF });
    const response = await moa.app.inject({
      method: 'POST',
      url: path,
      payload: form.payload,
      headers: form.headers,
      cookies: Object.fromEntries(browser.cookies),
    });
    return answerOf(response);
  };

  const csrfOf = (text: string): string => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';

  it('is taken with the token of its page, and refused without', async () => {
    const path = `/agreements/${id}/documents`;
    const page = await browser.open(path);
    expect(page.text).toContain('enctype="multipart/form-data"');
    expect((await send(path, MOA)).status).toBe(403);
    expect((await send(path, { ...MOA, _csrf: 'made up' })).status).toBe(403);
    const sent = await send(path, { ...MOA, _csrf: csrfOf(page.text) });
    expect([sent.status, sent.headers['location']]).toEqual([303, path]);
    const reading = moa.app.get(UnitOfWork).reading();
    expect(await reading.countBy(AgreementDocument, { agreementId: id })).toBe(1);
    const listing = await browser.open(path);
    expect(listing.text).toContain(createHash('sha256').update(PDF).digest('hex'));
    expect((await browser.open(`/agreements/${id}`)).text).toContain('The agreement');
  });

  it('says what is wrong beside its fields', async () => {
    const path = `/agreements/${id}/documents`;
    const _csrf = csrfOf((await browser.open(path)).text);
    const refused = await send(path, { ...MOA, title: '', _csrf });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#title"');
    expect(refused.text).toContain('value="2011-03-01"');
  });

  it('is refused where no file is expected', async () => {
    const _csrf = csrfOf((await browser.open(`/agreements/${id}/documents`)).text);
    const extension = await send(`/agreements/${id}/extension`, { _csrf, version: '1' });
    expect(extension.status).toBe(415);
  });

  it('that breaks off is refused', async () => {
    const form = aForm(MOA, { fileName: 'moa.pdf', content: PDF });
    const response = await moa.app.inject({
      method: 'POST',
      url: `/api/v1/agreements/${id}/documents`,
      payload: form.payload.subarray(0, -30),
      headers: { authorization: `Bearer ${token}`, ...form.headers },
    });
    expect(response.statusCode).toBe(400);
  });

  it('asks once before a document is withdrawn', async () => {
    const { id: documentId } = await attached(id, { kind: 'other' });
    const page = await browser.open(`/documents/${documentId}/withdrawal`);
    const version = /name="version" value="(\d+)"/.exec(page.text)?.[1] ?? '';
    const path = `/documents/${documentId}/withdrawal`;
    const refused = await browser.submit(path, { version, reason: '' });
    expect([refused.status, refused.text.includes('href="#reason"')]).toEqual([422, true]);
    const done = await browser.submit(path, { version, reason: 'By mistake.' });
    expect(done.headers['location']).toBe(`/agreements/${id}/documents`);
    expect((await browser.open(`/agreements/${id}/documents`)).text).toContain('By mistake.');
  });
});
