import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendEtag, versionFromIfMatch } from '../../platform/http/etag.js';
import { Idempotency } from '../../platform/http/idempotency/idempotency.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { PeopleService } from './people.service.js';
import { personResponse } from './person.mapping.js';
import type { PersonResponse } from './person-response.dto.js';
import type { RecordKind } from './record-kinds.js';
import { RecordChanges } from './record-changes.js';

/** Answers changes of somebody's record with the whole of it: with it comes which visits they concern. */
@Injectable()
export class PersonAnswers {
  constructor(
    private readonly people: PeopleService,
    private readonly records: RecordChanges,
    private readonly idempotency: Idempotency,
  ) {}

  async describe(id: string, viewer: Viewer, reply: FastifyReply): Promise<PersonResponse> {
    const record = await this.people.find(id, viewer);
    sendEtag(reply, { id, version: record.version });
    return personResponse(record);
  }

  /** @param work adds something to the record of a person */
  async add(
    personId: string,
    http: { viewer: Viewer; request: FastifyRequest; reply: FastifyReply },
    work: () => Promise<string>,
  ): Promise<PersonResponse> {
    const { viewer, request, reply } = http;
    return this.idempotency.once(request, reply, viewer, async () => {
      await work();
      return this.describe(personId, viewer, reply);
    });
  }

  /** @param work changes one fact, from the version that the request names */
  async edit(
    kind: RecordKind,
    id: string,
    http: { viewer: Viewer; request: FastifyRequest; reply: FastifyReply },
    work: (version: number) => Promise<void>,
  ): Promise<PersonResponse> {
    const { viewer, request, reply } = http;
    const version = versionFromIfMatch(request, id);
    return this.idempotency.once(request, reply, viewer, async () => {
      const { accountId } = await this.records.find(kind, id, viewer);
      await work(version);
      return this.describe(accountId, viewer, reply);
    });
  }
}
