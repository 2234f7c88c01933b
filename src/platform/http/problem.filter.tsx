import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Log } from '../log.js';
import { ErrorPage } from '../pages/error-page.js';
import { Page } from '../pages/page.js';
import { PageRenderer } from '../pages/page-renderer.js';
import { NotSignedIn, Problem } from './problem.js';

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
    if (isForPrograms(request)) this.sendJson(problem, request, reply);
    else if (problem instanceof NotSignedIn && request.method === 'GET')
      void reply
        .status(303)
        .header('location', `/sign-in?next=${encodeURIComponent(request.url)}`)
        .send('');
    else this.sendPage(problem, request, reply);
  }

  private sendJson(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply
      .status(problem.status)
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify({ ...problem.toJson(), instance: request.id }));
  }

  private sendPage(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
    const page = new Page(problem.title, <ErrorPage problem={problem} requestId={request.id} />);
    void reply
      .status(problem.status)
      .type('text/html; charset=utf-8')
      .send(this.renderer.render(page, request, reply));
  }
}

const isForPrograms = (request: FastifyRequest): boolean =>
  /^\/(api|health)\//.test(request.url) || request.headers.authorization !== undefined;

const TITLES: Record<number, string> = {
  400: 'The request is not valid',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not possible here',
  413: 'Too large',
  415: 'Not a format that is understood here',
  429: 'Too many requests',
};

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
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

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : 500;
}
