import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../src/platform/db/unit-of-work.js';
import { OutboxService } from '../src/reminders/outbox.service.js';
import { aPerson, BrowserSession, signIn } from './support/browser-session.js';
import { aClient, answerOf, type Client, type ProblemBody } from './support/client.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let moa: TestApp;
let client: Client;

beforeAll(async () => {
  moa = await startTestApp({ data: ['reference'] });
  client = await aClient(moa, 'program-manager');
});

afterAll(() => moa.close());

const EXTENSION = '/api/v1/agreements/00000000-0000-7000-8000-000000000000/extension';

const postRaw = async (contentType: string, payload: string) => {
  const browser = await signIn(moa, await aPerson(moa, 'program-manager'));
  return answerOf(
    await moa.app.inject({
      method: 'POST',
      url: EXTENSION,
      headers: { 'content-type': contentType },
      cookies: Object.fromEntries(browser.cookies),
      payload,
    }),
  );
};

describe('a request that is wrong', () => {
  it('in a parameter is a 400 that names it', async () => {
    const answer = await client.get('/api/v1/agreements?asOf=2012-02-30&limit=0');
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      type: 'urn:moa:problem:invalid-request',
      status: 400,
      instance: `urn:uuid:${answer.headers['x-request-id']!}`,
    });
    const { errors } = answer.body as ProblemBody;
    expect(new Set(errors.map((error) => error.parameter))).toEqual(new Set(['asOf', 'limit']));
    expect(errors.find((error) => error.parameter === 'asOf')!.detail).toContain('"2012-02-30"');
  });

  it('in a parameter that nothing knows is a 400 that names it', async () => {
    const answer = await client.get('/api/v1/census?asof=2012-06-25');
    expect(answer.status).toBe(400);
    expect((answer.body as ProblemBody).errors).toMatchObject([
      { parameter: 'asof', detail: 'asof is not known here' },
    ]);
  });

  it('for a page is a page that names it', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'program-manager'));
    const answer = await browser.open('/agreements?asOf=yesterday');
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toMatch(/^text\/html/);
    expect(answer.text).toContain('asOf must be a day of the calendar');
    expect(answer.text).toContain('Program manager of the test');
  });

  it.each([
    ['that is not JSON', 'application/json', '{"endsOn": ', 400, 'not valid JSON'],
    ['that is empty', 'application/json', '', 400, 'empty'],
    ['that is too large', 'application/json', `"${'x'.repeat(1_048_577)}"`, 413, '1 MiB'],
    ['in a format that is not read', 'application/xml', '<endsOn/>', 415, 'application/json'],
  ])('with a body %s says so', async (_, contentType, payload, status, detail) => {
    const answer = await postRaw(contentType, payload);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ type: 'urn:moa:problem:unreadable-body', status });
    expect((answer.body as ProblemBody).detail).toContain(detail);
  });

  it('for an address of the API that does not exist is a problem', async () => {
    for (const path of ['/api', '/api/v1/nothing', '/api/v1/agreements/not-an-id'])
      expect(await client.get(path)).toMatchObject({ status: 404, body: { title: 'Not found' } });
  });

  it('for a page that does not exist is a page, whoever asks', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'inspector'));
    for (const visitor of [browser, new BrowserSession(moa)]) {
      const answer = await visitor.open('/nothing-here');
      expect(answer.status).toBe(404);
      expect(answer.text).toContain('<title>Not found');
      expect(answer.text).toContain(answer.headers['x-request-id']);
    }
  });

  it('for a page that the role does not open is a page that says so', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'inspector'));
    const answer = await browser.open('/admin/jobs');
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('OPR inspector');
  });
});

describe('a fault of ours', () => {
  it('is told without its inside, with the id under which it was recorded', async () => {
    const unitOfWork = moa.app.get(UnitOfWork);
    const page = await signIn(moa, await aPerson(moa, 'inspector'));
    await unitOfWork.run((manager) => manager.query('ALTER TABLE agreement_period RENAME TO lost'));
    try {
      const answers = [await client.get('/api/v1/agreements'), await page.open('/agreements')];
      for (const answer of answers) {
        expect(answer.status).toBe(500);
        expect(answer.text).toContain(answer.headers['x-request-id']);
        expect(answer.text).not.toMatch(
          /no such table|relation "|SELECT|\.ts\b|\.js:|node_modules/,
        );
      }
    } finally {
      await unitOfWork.run((manager) =>
        manager.query('ALTER TABLE lost RENAME TO agreement_period'),
      );
    }
  });
});

describe('every answer', () => {
  const headersOf = async (url: string, headers: Record<string, string> = {}) =>
    (await moa.app.inject({ url, headers })).headers;

  /** Directive → its sources. */
  const policyOf = (headers: Record<string, unknown>): Record<string, string[]> =>
    Object.fromEntries(
      String(headers['content-security-policy'])
        .split(';')
        .map((directive) => directive.trim().split(' '))
        .map(([name = '', ...sources]) => [name, sources]),
    );

  const ANSWERS = [
    '/sign-in',
    '/api/v1/agreements',
    '/health/live',
    '/nothing-here',
    '/api/docs',
    '/api/openapi.json',
    '/assets/moa/moa.css',
  ];

  it.each(ANSWERS)('says how a browser is to treat it: %s', async (path) => {
    const headers = await headersOf(path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'origin-agent-cluster': '?1',
      'x-dns-prefetch-control': 'off',
      'x-permitted-cross-domain-policies': 'none',
    });
    expect(headers['permissions-policy']).toMatch(/camera=\(\).*geolocation=\(\).*usb=\(\)/);
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(policyOf(headers)).toMatchObject({
      'default-src': ["'none'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
    });
  });

  it.each(['/api/v1/agreements', '/health/live', '/api/openapi.json', '/assets/moa/moa.css'])(
    'that is no page loads nothing: %s',
    async (path) => {
      expect(Object.keys(policyOf(await headersOf(path)))).toEqual([
        'default-src',
        'base-uri',
        'form-action',
        'frame-ancestors',
      ]);
    },
  );

  it.each(['/sign-in', '/nothing-here', '/api/docs'])(
    'that is a page loads what it names itself, and its name for that is new each time: %s',
    async (path) => {
      const first = await moa.app.inject({ url: path });
      const policy = policyOf(first.headers);
      const nonce = /^'nonce-([\w+/=]{24})'$/.exec(policy['style-src']?.join(' ') ?? '')?.[1];
      expect(nonce).toBeDefined();
      expect(policy).toEqual({
        'default-src': ["'none'"],
        'script-src': [`'nonce-${nonce!}'`],
        'style-src': [`'nonce-${nonce!}'`],
        'connect-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'frame-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      });
      const loaded = first.body.match(/<script[^>]*>|<link rel="stylesheet"[^>]*>/g) ?? [];
      expect(loaded.length).toBeGreaterThan(1);
      for (const tag of loaded) expect(tag).toContain(`nonce="${nonce!}"`);
      expect((await moa.app.inject({ url: path })).body).not.toContain(nonce);
    },
  );

  it('to somebody stays in no cache', async () => {
    expect((await client.get('/api/v1/agreements')).headers['cache-control']).toBe('no-store');
    const browser = await signIn(moa, await aPerson(moa, 'inspector'));
    expect((await browser.open('/agreements')).headers['cache-control']).toBe('no-store');
  });

  it('has no script and no style inside a page', async () => {
    const browser = await signIn(moa, await aPerson(moa, 'administrator'));
    for (const path of ['/', '/agreements', '/inspections', '/help/roles', '/sign-in', '/nowhere'])
      expect((await browser.open(path)).text).not.toMatch(/<script>|<style|\sstyle=|\son\w+=/);
  });

  it('that is a file of a page may be kept for good, since its address holds its version', async () => {
    const page = (await new BrowserSession(moa).open('/sign-in')).text;
    const files = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const response = await moa.app.inject({ url: file });
      expect(response.statusCode).toBe(200);
      expect(response.headers['cache-control']).toContain('immutable');
    }
  });
});

describe('a notice', () => {
  it('is shown on the page after a form, and only once', async () => {
    await moa.app.get(OutboxService).pause('the test paused it');
    const administrator = await signIn(moa, await aPerson(moa, 'administrator'));
    await administrator.open('/admin/outbox');
    const sent = await administrator.submit('/admin/outbox/resume');
    expect(sent.status).toBe(303);
    const alert = /usa-alert--success/;
    expect((await administrator.open(sent.headers['location']!)).text).toMatch(alert);
    expect((await administrator.open(sent.headers['location']!)).text).not.toMatch(alert);
  });
});

describe('behind a proxy with TLS', () => {
  let production: TestApp;

  beforeAll(async () => {
    production = await startTestApp({
      data: ['reference'],
      environment: {
        MOA_MODE: 'production',
        MOA_BASE_URL: 'https://moa.example.gov',
        MOA_SESSION_SECRET: 'a secret of at least thirty-two characters',
        MOA_AUDIT_KEY: 'another secret of at least thirty-two characters',
        MOA_MAIL_FROM: 'moa@example.gov',
        SMTP_URL: 'smtp://127.0.0.1:1',
      },
    });
  });

  afterAll(() => production.close());

  it('cookies are secure, browsers are told to stay with https, and there is no mode banner', async () => {
    const { headers, text } = await new BrowserSession(production, {
      'x-forwarded-proto': 'https',
    }).open('/sign-in');
    expect(headers['set-cookie']).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(text).not.toContain('Demonstration');
  });

  it('guessing is counted by the address that the proxy saw, not by one that the client claims', async () => {
    const guess = async (claimed: string) => {
      const browser = new BrowserSession(production, {
        'x-forwarded-proto': 'https',
        'x-forwarded-for': `${claimed}, 192.0.2.7`,
      });
      await browser.open('/sign-in');
      return browser.submit('/sign-in', { email: `${claimed}@test.example`, password: 'guess' });
    };
    for (let attempt = 0; attempt < 25; attempt++) await guess(`198.51.100.${attempt}`);
    expect((await guess('198.51.100.99')).status).toBe(429);
  });
});
