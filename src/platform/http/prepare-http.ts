import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import helmet from '@fastify/helmet';
import session from '@fastify/session';
import staticFiles from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings.js';
import { Log } from '../log.js';
import { publicFolder, uswdsFolder } from '../pages/assets.js';
import { NotAllowed } from './problem.js';
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
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const isHttps = settings.baseUrl.startsWith('https:');
  app.useGlobalPipes(validationPipe());
  logRequests(server, app.get(Log));
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isHttps,
    frameguard: { action: 'deny' },
  });
  await app.register(cookie);
  await app.register(session, {
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
  await app.register(csrf, {
    sessionPlugin: '@fastify/session',
    getToken: (request) => tokenOf(request),
  });
  server.addHook('preHandler', async (request) => {
    const viewer = await identity.identify(request);
    if (viewer) request.viewer = viewer;
  });
  server.addHook('preHandler', (request, reply, done) => {
    refuseForgery(server, request, reply, done);
  });
  await app.register(staticFiles, {
    root: uswdsFolder,
    prefix: '/assets/uswds/',
    decorateReply: false,
    maxAge: '7d',
  });
  await app.register(staticFiles, {
    root: publicFolder,
    prefix: '/assets/moa/',
    decorateReply: false,
    maxAge: '365d',
    immutable: true,
  });
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A form that our own page did not make is refused. A bearer token is not sent by a browser on its own, so it is exempt. */
function refuseForgery(
  server: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
  done: (error?: Error) => void,
): void {
  if (SAFE.has(request.method) || request.headers.authorization !== undefined) {
    done();
    return;
  }
  server.csrfProtection(request, reply, ((error?: Error) => {
    // It has done its work; no form's class needs to know of it.
    delete (request.body as Record<string, unknown> | null | undefined)?.['_csrf'];
    done(
      error
        ? new NotAllowed(
            'The form is too old or was not made by this site. Open the page again and repeat.',
          )
        : undefined,
    );
  }) as () => void);
}

function tokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-csrf-token'];
  if (typeof header === 'string') return header;
  const field = (request.body as Record<string, unknown> | null | undefined)?.['_csrf'];
  return typeof field === 'string' ? field : undefined;
}

/** One line a request. Queries are left out: they may hold names. */
function logRequests(server: FastifyInstance, log: Log): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    log.debug(
      {
        requestId: request.id,
        method: request.method,
        path: request.url.split('?')[0],
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        account: request.viewer?.accountId,
      },
      'request',
    );
    done();
  });
}
