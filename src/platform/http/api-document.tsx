import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { assetPath, swaggerPath } from '../pages/assets.js';
import { projectRoot } from '../project-root.js';

/** The JSON API as OpenAPI, in an order that does not depend on which module was built first. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('287(g) agreements and inspections')
      .setDescription(
        'Days are YYYY-MM-DD, moments ISO 8601 in UTC. Errors are application/problem+json (RFC 9457) with a stable ' +
          'type. Lists are read page by page: follow nextCursor, or the Link header with rel="next" (RFC 8288). ' +
          'A token comes from `moa token create`.',
      )
      .setVersion(version())
      .addBearerAuth()
      .addCookieAuth('moa_session')
      .build(),
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
  server.get('/api/openapi.json', (_, reply) => {
    document ??= describeApi(app);
    void reply.type('application/json; charset=utf-8').send(JSON.stringify(document));
  });
  server.get('/api/docs', (_, reply) => {
    void reply.type('text/html; charset=utf-8').send(docsPage());
  });
}

/** Swagger's own page has inline styles, which the content security policy refuses; this one does without. */
const docsPage = (): string =>
  `<!DOCTYPE html>${renderToString(
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>API · 287(g) agreements and inspections</title>
        <link rel="icon" href={assetPath('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={swaggerPath('swagger-ui.css')} />
        <script defer src={swaggerPath('swagger-ui-bundle.js')} />
        <script defer src={assetPath('api-docs.js')} />
      </head>
      <body>
        <main id="api-docs">
          <p>
            The API is described in <a href="/api/openapi.json">openapi.json</a>. With JavaScript it
            can be read and tried here.
          </p>
        </main>
      </body>
    </html>,
  )}`;

const sorted = <Value,>(entries: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));

const version = (): string =>
  (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string })
    .version;
