import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Log } from '../log.js';
import { ErrorPage } from '../pages/error-page.js';
import { Page } from '../pages/page.js';
import { PageRenderer } from '../pages/page-renderer.js';
import {
  NotAllowed,
  NotSignedIn,
  PasswordChangeRequired,
  Problem,
  TooManyRequests,
} from './problem.js';

/** Turns every error into problem+json, or into a page for people. No stack and no SQL leave the house. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly renderer: PageRenderer,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem.status >= 500) this.log.error({ error, requestId: request.id }, 'request failed');
    if (problem instanceof TooManyRequests) void reply.header('retry-after', problem.seconds);
    void reply.header('cache-control', 'no-store');
    if (isForPrograms(request)) this.sendJson(problem, request, reply);
    else if (problem instanceof NotSignedIn && request.method === 'GET')
      void reply
        .status(303)
        .header('location', `/sign-in?next=${encodeURIComponent(request.url)}`)
        .send('');
    else if (problem instanceof PasswordChangeRequired && request.method === 'GET')
      void reply.status(303).header('location', '/account/password').send('');
    else this.sendPage(problem, request, reply);
  }

  private sendJson(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply
      .status(problem.status)
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify({ ...problem.toJson(), instance: `urn:uuid:${request.id}` }));
  }

  private sendPage(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
    const body = (
      <ErrorPage
        problem={problem}
        requestId={request.id}
        sent={fieldsOf(request.body)}
        plainPath={problem.status === 400 ? plainPathOf(request) : undefined}
      />
    );
    void reply
      .status(problem.status)
      .type('text/html; charset=utf-8')
      .send(this.renderer.render(new Page(problem.title, body), request, reply));
  }
}

const isForPrograms = (request: FastifyRequest): boolean =>
  /^\/(api|health)(\/|\?|$)/.test(request.url) || request.headers.authorization !== undefined;

function plainPathOf(request: FastifyRequest): string | undefined {
  const [path, query] = request.url.split('?');
  return request.method === 'GET' && query ? path : undefined;
}

const fieldsOf = (body: unknown): Record<string, unknown> =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};

/** What the web server's own errors mean, by their code. */
const SERVER_PROBLEMS: Record<string, () => Problem> = {
  FST_CSRF_MISSING_SECRET: () => new NotAllowed(FORGED),
  FST_CSRF_INVALID_TOKEN: () => new NotAllowed(FORGED),
  FST_ERR_CTP_INVALID_JSON_BODY: () => unreadable(400, 'The body is not valid JSON.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => unreadable(400, 'The body is empty; send a JSON object.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    unreadable(400, 'The body is not as long as its Content-Length says.'),
  FST_ERR_CTP_BODY_TOO_LARGE: () => unreadable(413, 'The body is larger than 1 MiB.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    unreadable(415, 'Send application/json, or a form as application/x-www-form-urlencoded.'),
};

const FORGED =
  'The form is too old or was not made by this site. Open the page again and repeat it. A program sends a bearer ' +
  'token instead of the cookie, or the page’s token as x-csrf-token.';

const unreadable = (status: number, detail: string): Problem =>
  new Problem(status, 'unreadable-body', 'The request cannot be read', detail);

const TITLES: Record<number, string> = {
  400: 'The request is not valid',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not possible here',
  413: 'Too large',
  415: 'Not a format that is understood here',
};

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const known = SERVER_PROBLEMS[codeOf(error) ?? ''];
  if (known) return known();
  const status = statusOf(error);
  if (status >= 400 && status < 500) {
    const detail = status === 404 ? 'There is nothing at this address.' : (error as Error).message;
    return new Problem(
      status,
      `http-${status}`,
      TITLES[status] ?? 'The request was refused',
      detail,
    );
  }
  return new Problem(
    500,
    'internal',
    'Something went wrong on our side',
    'The error was recorded. Try again; if it comes back, name the request id.',
  );
}

/** Nest hands on an error of the web server as the cause of its own. */
function codeOf(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause instanceof Error ? codeOf(cause) : undefined;
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : 500;
}
