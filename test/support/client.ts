import { ApiToken } from '../../src/identity/account.entity.js';
import type { Role } from '../../src/identity/permissions.js';
import { fingerprint } from '../../src/identity/secrets.js';
import { TokensService } from '../../src/identity/tokens/tokens.service.js';
import { OfficesService } from '../../src/offices/offices.service.js';
import { UnitOfWork } from '../../src/platform/db/unit-of-work.js';
import type { TestApp } from './test-app.js';

/** What an address answered. */
export interface Answer {
  status: number;
  headers: Record<string, string | undefined>;
  text: string;
  /** The JSON of the answer; whoever reads it knows its shape. */
  body: unknown;
}

/** The body of a refusal. */
export interface ProblemBody {
  status: number;
  detail: string;
  errors: { pointer?: string; parameter?: string; detail: string }[];
  current?: Record<string, unknown>;
}

/** Somebody who asks the application with an API token of their own. */
export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: object, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, body: object, headers?: Record<string, string>): Promise<Answer>;
}

/**
 * An API token of a role.
 * @param office the name of the field office that limits an ERO supervisor
 */
export async function tokenFor(moa: TestApp, role: Role, office?: string): Promise<string> {
  const officeId = office ? ((await moa.app.get(OfficesService).find(office))?.id ?? null) : null;
  return moa.app
    .get(TokensService)
    .createForService({ role, name: `test ${role}`, officeId, expiresOn: null });
}

/** A client of a role. */
export async function aClient(moa: TestApp, role: Role, office?: string): Promise<Client> {
  return clientWith(moa, await tokenFor(moa, role, office));
}

/** A client of somebody who has an account: with a token of the role that is then theirs. */
export async function aClientOf(moa: TestApp, role: Role, accountId: string): Promise<Client> {
  const token = await tokenFor(moa, role);
  await moa.app
    .get(UnitOfWork)
    .run((manager) => manager.update(ApiToken, { tokenHash: fingerprint(token) }, { accountId }));
  return clientWith(moa, token);
}

/** A client that sends this token, whether or not it is one. */
export function clientWith(moa: TestApp, token: string): Client {
  const ask = async (
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    headers: Record<string, string> = {},
    payload?: object,
  ): Promise<Answer> => {
    const response = await moa.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(payload && { payload }),
    });
    return answerOf(response);
  };
  return {
    get: (path, headers) => ask('GET', path, headers),
    post: (path, body, headers) => ask('POST', path, headers, body),
    patch: (path, body, headers) => ask('PATCH', path, headers, body),
  };
}

export function answerOf(response: Response): Answer {
  const isJson = /^application\/(problem\+)?json(;|$)/.test(
    String(response.headers['content-type']),
  );
  return {
    status: response.statusCode,
    headers: Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
    ),
    text: response.body,
    body: isJson ? response.json() : undefined,
  };
}

type Response = Awaited<ReturnType<TestApp['app']['inject']>>;
