import csrf from '@fastify/csrf-protection';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Where a forged request does harm without a session: it would sign the victim in to the attacker's account. */
const SIGN_IN = '/sign-in';

/**
 * Refuses what another site makes a signed-in browser send: every unsafe request of a session carries the token that
 * our page gave it, as the field `_csrf` or the header `x-csrf-token`. A browser sends no bearer token on its own, and
 * without a session there is nothing to abuse: the guard answers those. It is checked before the handler and not
 * earlier, since the token may be in the body.
 */
export async function refuseForgeries(server: FastifyInstance): Promise<void> {
  await server.register(csrf, { sessionPlugin: '@fastify/session', getToken: tokenOf });
  server.addHook('preHandler', (request, reply, done) => {
    if (!needsToken(request)) {
      done();
      return;
    }
    // On refusal the plugin itself replies with its error, which the problem filter puts into words.
    server.csrfProtection(request, reply, () => {
      // It has done its work; no form's class needs to know of it.
      delete fieldsOf(request)['_csrf'];
      done();
    });
  });
}

function needsToken(request: FastifyRequest): boolean {
  if (SAFE.has(request.method)) return false;
  return request.viewer?.via === 'session' || request.url.split('?')[0] === SIGN_IN;
}

function tokenOf(request: FastifyRequest): string | undefined {
  const token = request.headers['x-csrf-token'] ?? fieldsOf(request)['_csrf'];
  return typeof token === 'string' ? token : undefined;
}

const fieldsOf = (request: FastifyRequest): Record<string, unknown> =>
  typeof request.body === 'object' && request.body !== null
    ? (request.body as Record<string, unknown>)
    : {};
