import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import type { UploadedFile } from '../../platform/http/uploads.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { ACCEPTED_EXTENSIONS, mediaTypeOf } from '../../registry/documents/media-type.rules.js';
import { ChecklistEvidence } from './checklist.entity.js';
import { ChecklistService } from './checklist.service.js';

/** Files that show what an item of a checklist says: kept under their hash, and never taken away. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly checklists: ChecklistService,
    private readonly files: FileStore,
    private readonly clock: BusinessClock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Keeps a file and adds it to an item. Somebody else's text stays as it is, so no version is asked for.
   * @throws NotFound, NotAllowed (403), Conflict (409), InvalidRequest (400) for no file or a wrong one, FileTooLarge (413)
   */
  async attach(
    inspectionId: string,
    itemId: string,
    file: UploadedFile | undefined,
    viewer: Viewer,
  ): Promise<ChecklistEvidence> {
    const check = () =>
      this.checklists.findEditable(this.unitOfWork.reading(), inspectionId, itemId, viewer);
    await check();
    const { name, content, mediaType } = checked(file);
    const stored = await this.files.put(content);
    return this.unitOfWork.run(async (manager) => {
      const { visit, item } = await check();
      const evidence = {
        id: newId(),
        itemId,
        inspectionId,
        ...stored,
        fileName: name,
        mediaType,
        uploadedAt: this.clock.moment(),
        uploadedBy: viewer.name,
      };
      await manager.insert(ChecklistEvidence, evidence);
      await this.audit.record({
        action: 'checklist.evidence-attached',
        subject: { type: 'checklist', id: visit.id, label: `${visit.number}, checklist` },
        contextId: visit.agreementId,
        changes: [{ field: `${item.itemKey} evidence`, before: null, after: name }],
        details: { evidenceId: evidence.id, ...stored },
      });
      return evidence;
    });
  }
}

function checked(file: UploadedFile | undefined): {
  name: string;
  content: Buffer;
  mediaType: string;
} {
  const refuse = (detail: string): InvalidRequest =>
    new InvalidRequest([{ pointer: '/file', parameter: 'file', detail }]);
  if (!file || file.content.length === 0) throw refuse('Choose a file that is not empty.');
  const mediaType = mediaTypeOf(file.name, file.content);
  if (mediaType === undefined)
    throw refuse(
      `Choose a file whose content is what its name says: ${ACCEPTED_EXTENSIONS.join(', ')}.`,
    );
  return { name: file.name, content: file.content, mediaType };
}
