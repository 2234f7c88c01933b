import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AuditEntry } from '../audit/audit-entry.entity.js';
import { plainEntry } from '../audit/audit-export.js';
import { AuditLog } from '../audit/audit-log.js';
import { AuditSubjects } from '../audit/audit-subjects.js';
import { AuditVerification } from '../audit/audit-verification.js';
import { Requires } from '../identity/requires.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import {
  type AuditEntryResponse,
  AuditHeadResponse,
  AuditListResponse,
  AuditQuery,
} from './audit.dto.js';
import { requireWholeAudit } from './whole-audit.js';

@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(
    private readonly log: AuditLog,
    private readonly subjects: AuditSubjects,
    private readonly verification: AuditVerification,
  ) {}

  @Get()
  @Requires('audit.read')
  @ApiOperation({ summary: 'Who did what to which thing, when and from where; the latest first' })
  @ApiOkResponse({ type: AuditListResponse })
  async list(
    @Query() query: AuditQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<AuditListResponse> {
    requireWholeAudit(viewer);
    const page = await this.log.findPage(query, query);
    return { ...page, items: page.items.map((entry) => this.responseOf(entry, viewer)) };
  }

  @Get('head')
  @Requires('audit.read')
  @ApiOperation({
    summary:
      'The end of the audit, signed: kept elsewhere, `moa audit verify --head` holds it against the audit',
  })
  @ApiOkResponse({ type: AuditHeadResponse })
  head(): Promise<AuditHeadResponse> {
    return this.verification.exportHead();
  }

  private responseOf(entry: AuditEntry, viewer: Viewer): AuditEntryResponse {
    const {
      actorKind,
      actorId,
      actorName,
      subjectType: type,
      subjectId: id,
      subjectLabel: label,
      ...facts
    } = plainEntry(entry);
    return {
      ...facts,
      actor: { kind: actorKind, accountId: actorId, name: actorName },
      subject: { type, id, label, path: this.subjects.path({ type, id }, viewer) },
    };
  }
}
