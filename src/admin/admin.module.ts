import { Module } from '@nestjs/common';
import { RemindersModule } from '../reminders/reminders.module.js';
import { AccountSubjects } from './account-subjects.js';
import { AdminPages } from './admin.pages.js';
import { AuditController } from './audit.controller.js';
import { AuditSearchPages } from './audit-search.pages.js';
import { AuditTrailPages } from './audit-trail.pages.js';
import { JobsPages } from './jobs.pages.js';
import { MailboxPages } from './mailbox.pages.js';
import { OutboxPages } from './outbox.pages.js';

@Module({
  imports: [RemindersModule],
  controllers: [
    AdminPages,
    JobsPages,
    OutboxPages,
    MailboxPages,
    AuditSearchPages,
    AuditTrailPages,
    AuditController,
  ],
  providers: [AccountSubjects],
})
export class AdminModule {}
