import { Readable } from 'node:stream';
import { Controller, Get, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AuditExport } from '../audit/audit-export.js';
import { AuditLog } from '../audit/audit-log.js';
import { AuditSubjects } from '../audit/audit-subjects.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AuditVerification } from '../audit/audit-verification.js';
import { verificationText } from '../audit/verification-words.rules.js';
import { Requires } from '../identity/requires.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { Navigation } from '../platform/pages/navigation.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { AuditFilterQuery, AuditQuery } from './audit.dto.js';
import { AuditFlawPage, AuditSearchPage } from './audit-search.page.js';
import { requireWholeAudit } from './whole-audit.js';

@ApiExcludeController()
@Controller('admin')
export class AuditSearchPages {
  constructor(
    navigation: Navigation,
    private readonly log: AuditLog,
    private readonly subjects: AuditSubjects,
    private readonly exports: AuditExport,
    private readonly trail: AuditTrail,
    private readonly verification: AuditVerification,
  ) {
    navigation.register({
      label: 'Audit',
      path: '/admin/audit',
      permission: 'audit.read',
      order: 86,
      about: 'Who did what, when and from where; search it, download it, verify it.',
    });
  }

  @Get('audit')
  @Requires('audit.read')
  async search(@Query() query: AuditQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    requireWholeAudit(viewer);
    return new Page(
      'Audit',
      <AuditSearchPage
        page={await this.log.findPage(query, query)}
        query={query}
        actions={await this.log.findActions()}
        pathOf={(thing) => this.subjects.path(thing, viewer)}
      />,
    );
  }

  /** What the filter shows as JSON lines, the oldest first. */
  @Get('audit.jsonl')
  @Requires('audit.read')
  async export(
    @Query() query: AuditFilterQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<StreamableFile> {
    requireWholeAudit(viewer);
    const told = { path: '/admin/audit.jsonl', name: 'audit.jsonl' };
    return new StreamableFile(Readable.from(await this.exports.export(query, told)), {
      type: 'application/x-ndjson; charset=utf-8',
      disposition: 'attachment; filename="audit.jsonl"',
    });
  }

  @Post('audit/verify')
  @Requires('audit.read')
  async verify(): Promise<GoTo | Page> {
    const result = await this.verification.verify();
    const text = verificationText(result);
    await this.trail.record({
      action: 'audit.verified',
      subject: { type: 'audit', id: 'audit', label: 'Audit' },
      details: { verified: result.verified, flaw: result.flaw?.detail ?? null },
    });
    if (!result.flaw) return new GoTo('/admin/audit', `The audit was verified: ${text}`);
    return new Page('The audit does not hold', <AuditFlawPage text={text} />);
  }
}
