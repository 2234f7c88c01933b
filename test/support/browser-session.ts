import { AccountsService } from '../../src/identity/accounts/accounts.service.js';
import { ROLE_NAMES, type Role } from '../../src/identity/permissions.js';
import { newId } from '../../src/platform/db/id.js';
import { OfficesService } from '../../src/offices/offices.service.js';
import { type Answer, answerOf } from './client.js';
import { aForm } from './multipart.js';
import type { TestApp } from './test-app.js';

/** A browser without JavaScript: keeps its cookies, and sends a form with the token of the page it stands on. */
export class BrowserSession {
  readonly cookies = new Map<string, string>();
  private csrfToken: string | undefined;

  constructor(
    private readonly moa: TestApp,
    /** What the proxy in front adds. */
    private readonly headers: Record<string, string> = {},
  ) {}

  async open(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, headers);
  }

  /** Fills in and sends a form of the page that was opened last. */
  async submit(path: string, fields: Record<string, string> = {}): Promise<Answer> {
    const payload = new URLSearchParams({
      ...(this.csrfToken && { _csrf: this.csrfToken }),
      ...fields,
    }).toString();
    return this.send('POST', path, FORM, payload);
  }

  /** Sends a form of the page that was opened last, with a file. */
  async upload(path: string, file: string, fields: Record<string, string> = {}): Promise<Answer> {
    const boundary = 'moa-test-boundary';
    const all = { ...(this.csrfToken && { _csrf: this.csrfToken }), ...fields };
    const parts = [
      ...Object.entries(all).map(
        ([name, value]) => `content-disposition: form-data; name="${name}"\r\n\r\n${value}`,
      ),
      `content-disposition: form-data; name="file"; filename="table.csv"\r\ncontent-type: text/csv\r\n\r\n${file}`,
    ];
    const payload = `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;
    const type = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    return this.send('POST', path, type, payload);
  }

  /** Sends a form that has a field for a file; without the page's token when it is forged. */
  async submitWithFile(
    path: string,
    fields: Record<string, string>,
    file?: { fileName: string; content: Buffer | string },
    isForged = false,
  ): Promise<Answer> {
    const token = isForged ? undefined : this.csrfToken;
    const form = aForm({ ...(token && { _csrf: token }), ...fields }, file);
    return this.send('POST', path, form.headers, form.payload);
  }

  /** What a page of another site makes the browser send: with the cookies, without the token. */
  async submitForged(path: string, fields: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', path, FORM, new URLSearchParams(fields).toString());
  }

  /** What a script of our own page sends. */
  async postJson(
    path: string,
    body: object,
    isForged = false,
    others: Record<string, string> = {},
    method: 'POST' | 'PATCH' = 'POST',
  ): Promise<Answer> {
    const headers: Record<string, string> = { 'content-type': 'application/json', ...others };
    if (!isForged && this.csrfToken) headers['x-csrf-token'] = this.csrfToken;
    return this.send(method, path, headers, JSON.stringify(body));
  }

  private async send(
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    headers: Record<string, string>,
    payload?: string | Buffer,
  ): Promise<Answer> {
    const response = await this.moa.app.inject({
      method,
      url,
      headers: { ...this.headers, ...headers },
      cookies: Object.fromEntries(this.cookies),
      ...(payload !== undefined && { payload }),
    });
    for (const { name, value } of response.cookies) this.cookies.set(name, value);
    const answer = answerOf(response);
    this.csrfToken = /name="_csrf" value="([^"]+)"/.exec(answer.text)?.[1] ?? this.csrfToken;
    return answer;
  }
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

export interface Person {
  accountId: string;
  email: string;
  password: string;
}

/**
 * A new person of a role who can sign in.
 * @param office the name of the field office that limits an ERO supervisor
 */
export async function aPerson(moa: TestApp, role: Role, office?: string): Promise<Person> {
  const accounts = moa.app.get(AccountsService);
  const officeId = office ? ((await moa.app.get(OfficesService).find(office))?.id ?? null) : null;
  const email = `${newId()}@test.example`;
  const { id } = await accounts.create({
    kind: 'person',
    email,
    displayName: `${ROLE_NAMES[role]} of the test`,
    role,
    officeId,
  });
  return { accountId: id, email, password: await accounts.resetPassword(id, false) };
}

/** A browser in which that person has signed in. */
export async function signIn(
  moa: TestApp,
  person: Pick<Person, 'email' | 'password'>,
): Promise<BrowserSession> {
  const browser = new BrowserSession(moa);
  await browser.open('/sign-in');
  const answer = await browser.submit('/sign-in', {
    email: person.email,
    password: person.password,
  });
  if (answer.status !== 303) throw new Error(`the sign-in was refused: ${answer.text}`);
  return browser;
}
