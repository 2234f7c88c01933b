import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { isTableFile, type TableFile } from '../platform/pages/table-file.js';
import { AuditExport } from './audit-export.js';

/** Records every table that is downloaded. It stands behind the one that turns the table into a file. */
@Injectable()
export class ExportInterceptor implements NestInterceptor {
  constructor(private readonly exports: AuditExport) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        if (isTableFile(answer)) await this.record(answer, request);
        return answer;
      }),
    );
  }

  private async record(table: TableFile, request: FastifyRequest): Promise<void> {
    await this.exports.recordExport({
      path: request.url.split('?')[0] ?? '',
      query: { ...(request.query as Record<string, unknown>) },
      name: table.fileName,
      rows: table.rows.length,
    });
  }
}
