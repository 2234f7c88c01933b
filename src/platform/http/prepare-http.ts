import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import session from '@fastify/session';
import staticFiles from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings.js';
import { Log } from '../log.js';
import { ASSET_FOLDERS } from '../pages/assets.js';
import { serveApiDocument } from './api-document.js';
import { refuseForgeries } from './forgery.js';
import { logRequests } from './request-log.js';
import { securityHeaders, sendPermissionsPolicy } from './security-headers.js';
import { acceptUploads } from './uploads.js';
import { validationPipe } from './validation.js';
import { fromOrigin, type Origin } from '../origin.js';
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
  knowOrigins(server);
  logRequests(server, app.get(Log), settings);
  await server.register(helmet, securityHeaders(isHttps));
  sendPermissionsPolicy(server);
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
  await acceptUploads(server);
  takeAbsentAsEmpty(server);
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

/** A body that is not there says nothing: its handler names the fields that it misses, as for one left empty. */
function takeAbsentAsEmpty(server: FastifyInstance): void {
  server.addHook('preValidation', (request, _reply, done) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') request.body ??= {};
    done();
  });
}

/** What somebody was shown for who they are stays in no cache, unless its handler says otherwise. */
function keepPrivate(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    if (request.viewer && !reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}

/**
 * Whatever a request does knows from where it came. Twice: reading the body ends in a callback of the socket, which
 * knows nothing of the request.
 */
function knowOrigins(server: FastifyInstance): void {
  const enter = (request: FastifyRequest, done: () => void): void => {
    const origin: Origin = {
      kind: 'request',
      name: 'somebody who has not signed in',
      address: request.ip,
      requestId: request.id,
      get viewer() {
        return request.viewer;
      },
    };
    fromOrigin(origin, done);
  };
  server.addHook('onRequest', (request, _reply, done) => {
    enter(request, done);
  });
  server.addHook('preValidation', (request, _reply, done) => {
    enter(request, done);
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
