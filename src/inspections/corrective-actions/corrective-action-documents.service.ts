import { Injectable } from '@nestjs/common';
import { BusinessClock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import type { KeptFile } from '../../platform/http/attachment.js';
import { Conflict, NotFound } from '../../platform/http/problem.js';
import type { UploadedFile } from '../../platform/http/uploads.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { acceptedType } from '../../registry/documents/accepted-file.js';
import { objectionsToTitle } from '../../registry/documents/documents.rules.js';
import { ViewerScopes } from '../viewer-scopes.js';
import { CorrectiveActionChanges } from './corrective-action-changes.service.js';
import { CorrectiveActionDocument } from './corrective-action.entity.js';
import { FINISHED } from './corrective-action.rules.js';
import { CorrectiveActionsService } from './corrective-actions.service.js';

/** Evidence of what was done: kept by its hash, never taken away. */
@Injectable()
export class CorrectiveActionDocuments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly actions: CorrectiveActionsService,
    private readonly changes: CorrectiveActionChanges,
    private readonly scope: ViewerScopes,
    private readonly files: FileStore,
    private readonly clock: BusinessClock,
  ) {}

  /** A document with its content, which fails rather than arrive damaged. @throws NotFound (404) */
  async read(actionId: string, id: string, viewer: Viewer): Promise<KeptFile> {
    const { documents } = await this.actions.find(actionId, viewer);
    const document = documents.find((candidate) => candidate.id === id);
    if (!document) throw new NotFound('The document');
    return { file: document, content: await this.files.read(document.sha256) };
  }

  /**
   * Keeps the file and attaches it.
   * @throws NotFound (404), Conflict (409) when the action is over, InvalidRequest (400) by field, FileTooLarge (413)
   */
  async attachEvidence(
    actionId: string,
    title: string,
    file: UploadedFile | undefined,
    viewer: Viewer,
  ): Promise<CorrectiveActionDocument> {
    await this.findOwn(actionId, viewer);
    const mediaType = acceptedType(file, objectionsToTitle(title));
    const stored = await this.files.put(file?.content ?? Buffer.alloc(0));
    return this.unitOfWork.run(async (manager) => {
      const found = await this.findOwn(actionId, viewer);
      const document: CorrectiveActionDocument = {
        ...{ id: newId(), actionId, title: title.trim(), ...stored },
        ...{ fileName: file?.name ?? '', mediaType },
        ...{ uploadedAt: this.clock.moment(), uploadedBy: viewer.name },
      };
      await manager.insert(CorrectiveActionDocument, document);
      await this.changes.noteDocument(found, document);
      return document;
    });
  }

  private async findOwn(
    actionId: string,
    viewer: Viewer,
  ): ReturnType<CorrectiveActionsService['find']> {
    const found = await this.actions.find(actionId, viewer);
    await this.scope.mustAnswerToday(found.detail.finding.agreementId, viewer);
    if (FINISHED.includes(found.action.status))
      throw new Conflict('action-over', `The action is ${found.action.status}: it is over.`);
    return found;
  }
}
