import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import session from '@fastify/session';
import staticFiles from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings.js';
import { Log } from '../log.js';
import { ASSET_FOLDERS } from '../pages/assets.js';
import { serveApiDocument } from './api-document.js';
import { refuseForgeries } from './forgery.js';
import { TooManyRequests } from './problem.js';
import { logRequests } from './request-log.js';
import { securityHeaders } from './security-headers.js';
import { validationPipe } from './validation.js';
import type { Viewer } from './viewer.js';

/** What identity, which lives above, brings to the web server. */
export interface HttpIdentity {
  sessionSecret: string;
  sessionHours: number;
  sessionStore: NonNullable<session.FastifySessionOptions['store']>;
  identify(request: FastifyRequest): Promise<Viewer | undefined>;
}

/** Everything between the socket and the controllers, in the order in which a request meets it. */
export async function prepareHttp(
  app: NestFastifyApplication,
  settings: Settings,
  identity: HttpIdentity,
): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  const isHttps = settings.baseUrl.startsWith('https:');
  app.useGlobalPipes(validationPipe());
  logRequests(server, app.get(Log), settings);
  await server.register(helmet, securityHeaders(isHttps));
  await server.register(rateLimit, {
    // Only the routes that ask for a limit have one.
    global: false,
    errorResponseBuilder: (_, { ttl }) => new TooManyRequests(Math.ceil(ttl / 1000)),
  });
  await server.register(cookie);
  await server.register(session, {
    secret: identity.sessionSecret,
    store: identity.sessionStore,
    cookieName: 'moa_session',
    saveUninitialized: false,
    rolling: false,
    cookie: {
      secure: isHttps,
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      maxAge: identity.sessionHours * 3_600_000,
    },
  });
  knowViewers(server, identity);
  keepPrivate(server);
  await refuseForgeries(server);
  for (const { prefix, root } of ASSET_FOLDERS)
    await server.register(staticFiles, {
      root,
      prefix,
      decorateReply: false,
      maxAge: '365d',
      immutable: true,
    });
  serveApiDocument(app, server);
}

/** What somebody was shown for who they are stays in no cache, unless its handler says otherwise. */
function keepPrivate(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    if (request.viewer && !reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}

/** Before the body is read: a page that says what is wrong with it still knows who asked. */
function knowViewers(server: FastifyInstance, identity: HttpIdentity): void {
  server.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/assets/')) return;
    const viewer = await identity.identify(request);
    if (viewer) request.viewer = viewer;
  });
}
