import { createHash } from 'node:crypto';
import { applyDecorators, Injectable } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LessThan } from 'typeorm';
import { SystemClock } from '../../clock/clock.js';
import { UnitOfWork } from '../../db/unit-of-work.js';
import { InvalidRequest, Problem } from '../problem.js';
import { readUpload } from '../uploads.js';
import type { Viewer } from '../viewer.js';
import { IdempotentAnswer } from './idempotent-answer.entity.js';

const KEPT_SECONDS = 24 * 3600;

const KEY = /^[\x21-\x7e]{1,255}$/;

/** What of an answer's headers is said again. */
const KEPT_HEADERS = ['etag', 'location'];

/** Says in the API's description that a change may be sent again; its handler answers through `Idempotency`. */
export const ApiIdempotencyKey = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Any text of the sender’s own, at most 255 characters: sent again with it within 24 hours, the request changes nothing and gets the first answer',
    }),
    ApiResponse({ status: 422, description: 'The key was used for another request' }),
  );

/**
 * Lets a program send a change again when it does not know whether the first one arrived (draft-ietf-httpapi-idempotency-key-header).
 * The answer is kept in the transaction of the change, so there is none without the other. A refusal is not kept: it changed
 * nothing, and what was wrong may have been put right since.
 */
@Injectable()
export class Idempotency {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SystemClock,
  ) {}

  /**
   * Runs `work` once for a key; without one, always.
   * @param work changes something and answers with what is sent as JSON; joins the unit of work
   * @throws InvalidRequest (400) for a key that is none; Problem (422) when the key was used for something else
   */
  async once<Body extends object>(
    request: FastifyRequest,
    reply: FastifyReply,
    viewer: Viewer,
    work: () => Promise<Body>,
  ): Promise<Body> {
    const key = keyOf(request);
    if (key === undefined) return work();
    const id = sha256(`${viewer.accountId} ${key}`);
    const asked = {
      route: `${request.method} ${request.url}`.slice(0, 255),
      bodyHash: bodyHash(request),
    };
    return this.unitOfWork.run(async (manager) => {
      const forgottenBefore = this.clock.momentIn(-KEPT_SECONDS);
      const known = await manager.findOneBy(IdempotentAnswer, { id });
      if (known && known.storedAt >= forgottenBefore) return repeat(known, asked, reply) as Body;
      const body = await work();
      await manager.delete(IdempotentAnswer, { storedAt: LessThan(forgottenBefore) });
      await manager.insert(IdempotentAnswer, {
        id,
        ...asked,
        status: reply.statusCode,
        headers: headersOf(reply),
        body: JSON.stringify(body),
        storedAt: this.clock.moment(),
      });
      return body;
    });
  }
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw new InvalidRequest([
    {
      parameter: 'Idempotency-Key',
      detail: 'Idempotency-Key must be one text of at most 255 visible ASCII characters.',
    },
  ]);
}

function repeat(
  known: IdempotentAnswer,
  asked: { route: string; bodyHash: string },
  reply: FastifyReply,
): unknown {
  if (known.route !== asked.route || known.bodyHash !== asked.bodyHash)
    throw new Problem(
      422,
      'idempotency-key-reused',
      'The key was used already',
      'This Idempotency-Key was sent with another request. Use a new one for a new request.',
    );
  void reply.status(known.status).headers(known.headers).header('idempotent-replayed', 'true');
  return JSON.parse(known.body);
}

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = reply.getHeader(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

function bodyHash(request: FastifyRequest): string {
  const { file } = readUpload(request);
  return sha256(
    JSON.stringify([request.body ?? null, file ? [file.name, sha256(file.content)] : null]),
  );
}

const sha256 = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');
