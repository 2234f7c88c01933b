import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { GoTo, Page } from './page.js';
import { PageRenderer } from './page-renderer.js';
import { isTableFile, type TableFile } from './table-file.js';
import { Xlsx } from './xlsx.js';

declare module 'fastify' {
  interface Session {
    /** Shown once on the next page. */
    notice?: string;
  }
}

/** Sends what controllers return: pages as HTML, tables as files, lists with the link to their next page. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(private readonly renderer: PageRenderer) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next
      .handle()
      .pipe(mergeMap((answer: unknown) => Promise.resolve(this.send(answer, request, reply))));
  }

  private send(answer: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
    if (answer instanceof Page) {
      void reply.status(answer.status).type('text/html; charset=utf-8');
      void reply.header('cache-control', 'no-store');
      return this.renderer.render(answer, request, reply);
    }
    if (answer instanceof GoTo) {
      if (answer.notice && request.viewer?.via === 'session')
        request.session.set('notice', answer.notice);
      void reply.status(303).header('location', answer.path);
      return '';
    }
    if (isTableFile(answer)) return sendFile(answer, reply);
    const cursor = (answer as { nextCursor?: string | null } | null | undefined)?.nextCursor;
    if (cursor) void reply.header('link', nextLink(request, cursor));
    return answer;
  }
}

function sendFile(file: TableFile, reply: FastifyReply): string | Promise<Buffer> {
  void reply.header('content-disposition', `attachment; filename="${file.fileName}"`);
  if (file instanceof Xlsx) {
    void reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    return file.toBuffer();
  }
  void reply.type('text/csv; charset=utf-8');
  return file.toText();
}

/** RFC 8288. */
function nextLink(request: FastifyRequest, cursor: string): string {
  const url = new URL(request.url, 'http://relative');
  url.searchParams.set('cursor', cursor);
  return `<${url.pathname}${url.search}>; rel="next"`;
}
