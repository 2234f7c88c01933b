import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { Day } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { isId, newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import type { KeptFile } from '../../platform/http/attachment.js';
import {
  Conflict,
  InvalidRequest,
  NotFound,
  problemItem,
  Stale,
} from '../../platform/http/problem.js';
import type { UploadedFile } from '../../platform/http/uploads.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { agreementSubject } from '../agreement-events.js';
import type { AgreementOnDay } from '../agreements-on-day.js';
import { AgreementsService } from '../agreements.service.js';
import { limitToOffice } from '../office-scope.js';
import { acceptedType } from './accepted-file.js';
import { AgreementDocument } from './document.entity.js';
import {
  type DocumentKind,
  documentsOn,
  type NewDocument,
  objectionsToDocument,
} from './documents.rules.js';

/** The documents of an agreement, as a viewer may see them. */
export interface DocumentsOfAgreement {
  agreement: AgreementOnDay;
  /** All of them, the latest first, also those that were withdrawn. */
  documents: AgreementDocument[];
  /** Those that hold on the day that was asked about. */
  holding: AgreementDocument[];
}

/** Documents of agreements: attached with their hash, revised, withdrawn, and never deleted. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agreements: AgreementsService,
    private readonly files: FileStore,
    private readonly clock: BusinessClock,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NotFound (404) also when the agreement lay outside the viewer's field office on that day */
  async findOfAgreement(
    agreementId: string,
    asOf: Day,
    viewer: Viewer,
  ): Promise<DocumentsOfAgreement> {
    const { agreement } = await this.agreements.find(agreementId, { asOf }, viewer);
    const query = this.visibleTo(viewer)
      .andWhere('document.agreementId = :agreementId', { agreementId })
      .orderBy('document.holdsFrom', 'DESC')
      .addOrderBy('document.uploadedAt', 'DESC')
      .addOrderBy('document.id', 'DESC');
    const documents = await query.getMany();
    return { agreement, documents, holding: documentsOn(documents, asOf) };
  }

  /** @throws NotFound (404) */
  async find(id: string, viewer: Viewer): Promise<AgreementDocument> {
    const document = isId(id)
      ? await this.visibleTo(viewer).andWhere('document.id = :id', { id }).getOne()
      : null;
    if (!document) throw new NotFound('The document');
    return document;
  }

  /** A document with its content, which fails rather than arrive damaged. */
  async read(id: string, viewer: Viewer): Promise<KeptFile> {
    const document = await this.find(id, viewer);
    return { file: document, content: await this.files.read(document.sha256) };
  }

  /**
   * Keeps the file and attaches it.
   * @throws NotFound (404); InvalidRequest (400) naming the fields that are wrong; FileTooLarge (413)
   */
  async attachDocument(
    agreementId: string,
    described: NewDocument,
    file: UploadedFile | undefined,
    viewer: Viewer,
  ): Promise<AgreementDocument> {
    const today = this.agreements.today();
    const checked = async (): Promise<{ known: DocumentsOfAgreement; mediaType: string }> => {
      const known = await this.findOfAgreement(agreementId, today, viewer);
      return {
        known,
        mediaType: acceptedType(file, objectionsToDocument(described, known.documents)),
      };
    };
    await checked();
    const content = file?.content ?? Buffer.alloc(0);
    const stored = await this.files.put(content);
    return this.unitOfWork.run(async (manager) => {
      const { known, mediaType } = await checked();
      const revised = known.documents.find(({ id }) => id === described.revisesId);
      const id = newId();
      const document = {
        id,
        agreementId,
        seriesId: revised?.seriesId ?? id,
        revisesId: revised?.id ?? null,
        kind: described.kind as DocumentKind,
        title: described.title.trim(),
        holdsFrom: described.holdsFrom,
        ...stored,
        fileName: file?.name ?? '',
        mediaType,
        uploadedAt: this.clock.moment(),
        uploadedBy: viewer.name,
        withdrawnAt: null,
        withdrawnBy: null,
        withdrawnBecause: null,
        version: 1,
      };
      await manager.insert(AgreementDocument, document);
      await this.audit.record({
        action: 'agreement.document-attached',
        subject: agreementSubject(known.agreement),
        changes: [{ field: 'document', before: null, after: document.title }],
        details: {
          documentId: id,
          kind: document.kind,
          holdsFrom: document.holdsFrom,
          revises: revised?.title ?? null,
          fileName: document.fileName,
          ...stored,
        },
      });
      return document;
    });
  }

  /**
   * A document that should not have been attached no longer holds on any day; it stays to be seen, with the reason.
   * @param version the version of the document that the caller saw
   * @throws NotFound (404), Stale (412), Conflict (409) when it was withdrawn already, InvalidRequest (400)
   */
  async withdrawDocument(
    id: string,
    reason: string,
    version: number,
    viewer: Viewer,
  ): Promise<AgreementDocument> {
    return this.unitOfWork.run(async (manager) => {
      const document = await this.find(id, viewer);
      const today = this.agreements.today();
      const { agreement } = await this.agreements.find(
        document.agreementId,
        { asOf: today },
        viewer,
      );
      const present = { title: document.title, withdrawn: document.withdrawnBecause ?? 'no' };
      if (document.version !== version) throw new Stale(present);
      if (document.withdrawnAt !== null)
        throw new Conflict('withdrawn-already', `“${document.title}” was withdrawn already.`);
      const because = reason.trim();
      if (because === '')
        throw new InvalidRequest([
          problemItem({ field: 'reason', detail: 'Say why it is withdrawn.' }),
        ]);
      const withdrawn = {
        withdrawnAt: this.clock.moment(),
        withdrawnBy: viewer.name,
        withdrawnBecause: because,
        version: version + 1,
      };
      const { affected } = await manager.update(AgreementDocument, { id, version }, withdrawn);
      if (affected !== 1) throw new Stale(present);
      await this.audit.record({
        action: 'agreement.document-withdrawn',
        subject: agreementSubject(agreement),
        changes: [{ field: 'document', before: document.title, after: null }],
        reason: because,
        details: { documentId: id, sha256: document.sha256 },
      });
      return Object.assign(document, withdrawn);
    });
  }

  /** A document goes with the agreement; the office before keeps those of its own time. */
  private visibleTo(viewer: Viewer) {
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(AgreementDocument, 'document')
      .where('1 = 1');
    limitToOffice(
      query,
      'document.agreementId',
      viewer.officeId,
      this.agreements.today(),
      'document.holdsFrom',
    );
    return query;
  }
}
