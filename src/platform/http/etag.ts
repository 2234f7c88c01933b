import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IfMatchRequired } from './problem.js';

/** A strong ETag of a versioned thing. */
export const etagOf = (thing: { id: string; version: number }): string =>
  `"${thing.id}.${thing.version}"`;

export function sendEtag(reply: FastifyReply, thing: { id: string; version: number }): void {
  void reply.header('etag', etagOf(thing));
}

/**
 * The version that an edit was made from, out of If-Match.
 * @returns -1 for an ETag that is not of this thing, which then counts as stale
 * @throws IfMatchRequired (428) when the header is absent
 */
export function versionFromIfMatch(request: FastifyRequest, id: string): number {
  const header = request.headers['if-match'];
  if (!header) throw new IfMatchRequired();
  const match = /^"(.+)\.(\d+)"$/.exec(header.trim());
  return match?.[1] === id ? Number(match[2]) : -1;
}

/** Says in the API's description that an edit needs If-Match; the handler reads it with `versionFromIfMatch`. */
export const ApiIfMatch = (): MethodDecorator =>
  ApiHeader({
    name: 'If-Match',
    required: true,
    description:
      'The ETag that was read: 428 without one, 412 when it is no longer the present one',
  });
