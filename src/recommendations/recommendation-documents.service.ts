import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { isDay } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { newId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { FileStore } from '../platform/files/file-store.js';
import type { KeptFile } from '../platform/http/attachment.js';
import { Conflict, InvalidRequest, NotFound, problemItem } from '../platform/http/problem.js';
import type { UploadedFile } from '../platform/http/uploads.js';
import type { Viewer } from '../platform/http/viewer.js';
import { acceptedType } from '../registry/documents/accepted-file.js';
import { objectionsToTitle } from '../registry/documents/documents.rules.js';
import { RecommendationDocument } from './recommendation.entity.js';
import { mustBePresent, takeVersion } from './recommendation-changes.service.js';
import { recommendationSubject, RecommendationsService } from './recommendations.service.js';

/** What is typed about a document. */
export interface DescribedDocument {
  title: string;
  /** Empty = it was not sent, or came from the OIG. */
  sentOn?: string | undefined;
}

/** Documents of recommendations: kept by their hash, withdrawn and never deleted. */
@Injectable()
export class RecommendationDocuments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly recommendations: RecommendationsService,
    private readonly files: FileStore,
    private readonly clock: BusinessClock,
    private readonly audit: AuditTrail,
  ) {}

  /** All of them, first one first, also those that were withdrawn. */
  findOf(recommendationId: string): Promise<RecommendationDocument[]> {
    return this.unitOfWork.reading().find(RecommendationDocument, {
      where: { recommendationId },
      order: { id: 'ASC' },
    });
  }

  /** @throws NotFound (404) */
  async find(recommendationId: string, id: string): Promise<RecommendationDocument> {
    const documents = await this.findOf(
      (await this.recommendations.find(recommendationId)).recommendation.id,
    );
    const document = documents.find((candidate) => candidate.id === id);
    if (!document) throw new NotFound('The document');
    return document;
  }

  /** A document with its content, which fails rather than arrive damaged. */
  async read(recommendationId: string, id: string): Promise<KeptFile> {
    const document = await this.find(recommendationId, id);
    return { file: document, content: await this.files.read(document.sha256) };
  }

  /**
   * Keeps the file and attaches it.
   * @throws NotFound (404); InvalidRequest (400) naming the fields that are wrong; FileTooLarge (413)
   */
  async attachDocument(
    recommendationId: string,
    described: DescribedDocument,
    file: UploadedFile | undefined,
    viewer: Viewer,
  ): Promise<RecommendationDocument> {
    await this.recommendations.find(recommendationId);
    const mediaType = acceptedType(file, this.objectionsTo(described));
    const stored = await this.files.put(file?.content ?? Buffer.alloc(0));
    return this.unitOfWork.run(async (manager) => {
      const { recommendation } = await this.recommendations.find(recommendationId);
      const document: RecommendationDocument = {
        id: newId(),
        recommendationId,
        title: described.title.trim(),
        sentOn: described.sentOn === '' ? null : (described.sentOn ?? null),
        ...stored,
        fileName: file?.name ?? '',
        mediaType,
        uploadedAt: this.clock.moment(),
        uploadedBy: viewer.name,
        ...{ withdrawnAt: null, withdrawnBy: null, withdrawnBecause: null },
      };
      await manager.insert(RecommendationDocument, document);
      await this.audit.record({
        action: 'recommendation.document-attached',
        subject: recommendationSubject(recommendation),
        changes: [{ field: 'document', before: null, after: document.title }],
        details: {
          documentId: document.id,
          sentOn: document.sentOn,
          fileName: document.fileName,
          ...stored,
        },
      });
      return document;
    });
  }

  /** @throws NotFound (404), Stale (412), Conflict (409) when it was withdrawn already, InvalidRequest (400) */
  async withdrawDocument(
    recommendationId: string,
    id: string,
    reason: string,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const detail = await this.recommendations.find(recommendationId);
      const document = await this.find(recommendationId, id);
      mustBePresent(detail, version);
      if (document.withdrawnAt !== null)
        throw new Conflict('withdrawn-already', `“${document.title}” was withdrawn already.`);
      const because = reason.trim();
      if (because === '')
        throw new InvalidRequest([
          problemItem({ field: 'reason', detail: 'Say why it is withdrawn.' }),
        ]);
      await takeVersion(manager, detail);
      await manager.update(
        RecommendationDocument,
        { id },
        {
          withdrawnAt: this.clock.moment(),
          withdrawnBy: viewer.name,
          withdrawnBecause: because,
        },
      );
      await this.audit.record({
        action: 'recommendation.document-withdrawn',
        subject: recommendationSubject(detail.recommendation),
        changes: [{ field: 'document', before: document.title, after: null }],
        reason: because,
        details: { documentId: id, sha256: document.sha256 },
      });
    });
  }

  private objectionsTo({ title, sentOn }: DescribedDocument): { field: string; detail: string }[] {
    const isWrongDay = sentOn && (!isDay(sentOn) || sentOn > this.recommendations.today());
    return [
      ...objectionsToTitle(title),
      ...(isWrongDay
        ? [{ field: 'sentOn', detail: 'It must be a day of the calendar that has come.' }]
        : []),
    ];
  }
}
