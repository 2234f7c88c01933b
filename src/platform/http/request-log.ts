import type { FastifyInstance } from 'fastify';
import type { Settings } from '../config/settings.js';
import type { Log } from '../log.js';

/**
 * One line a request, and its id in the answer, so that the two can be put together. Queries are left out: they may
 * hold names. In the demonstration the lines are for who looks for them: the terminal shows the accounts to sign in with.
 */
export function logRequests(server: FastifyInstance, log: Log, settings: Settings): void {
  const level = settings.isDemo ? 'debug' : 'info';
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    log[level](
      {
        requestId: request.id,
        method: request.method,
        path: loggedPath(request.url),
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        account: request.viewer?.accountId,
      },
      'request',
    );
    done();
  });
}

/** Without its query, and without the secret of a link that lets somebody choose a password. */
const loggedPath = (url: string): string =>
  (url.split('?')[0] ?? '').replace(/^\/(invitation|password-reset)\/.+/, '/$1/[hidden]');
