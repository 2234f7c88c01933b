import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { Page } from '../pages/page.js';
import { PageRenderer } from '../pages/page-renderer.js';
import { projectRoot } from '../project-root.js';
import { ApiReference } from './api-reference.js';
import { ProblemResponse } from './problem.dto.js';

/** The JSON API as OpenAPI, in an order that does not depend on which module was built first. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('287(g) agreements and inspections')
      .setDescription(
        'Days are YYYY-MM-DD, moments ISO 8601 in UTC. Errors are application/problem+json (RFC 9457) with a stable ' +
          'type. Lists are read page by page: follow nextCursor, or the Link header with rel="next" (RFC 8288). ' +
          'People make tokens under “Your account”; `moa token create` makes one for a program. GET /api/v1/me tells whose it is.',
      )
      .setVersion(version())
      .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API token' })
      .addCookieAuth('moa_session')
      .addGlobalResponse({
        status: 'default',
        description: 'Refused, or failed',
        content: {
          'application/problem+json': { schema: { $ref: getSchemaPath(ProblemResponse) } },
        },
      })
      .build(),
    { extraModels: [ProblemResponse] },
  );
  return {
    ...document,
    paths: sorted(document.paths),
    components: { ...document.components, schemas: sorted(document.components?.schemas ?? {}) },
  };
}

/** The document and a page to read it. Both are public: they hold no data, and say no more than the source does. */
export function serveApiDocument(app: INestApplication, server: FastifyInstance): void {
  let document: OpenAPIObject | undefined;
  const described = (): OpenAPIObject => (document ??= describeApi(app));
  server.get('/api/openapi.json', (_, reply) => {
    void reply.type('application/json; charset=utf-8').send(JSON.stringify(described()));
  });
  server.get('/api/docs', (request, reply) => {
    const page = new Page('API', <ApiReference document={described()} />);
    void reply
      .type('text/html; charset=utf-8')
      .send(app.get(PageRenderer).render(page, request, reply));
  });
}

const sorted = <Value,>(entries: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));

const version = (): string =>
  (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string })
    .version;
