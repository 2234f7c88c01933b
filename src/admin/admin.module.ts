import { Module } from '@nestjs/common';
import { RemindersModule } from '../reminders/reminders.module.js';
import { AdminPages } from './admin.pages.js';
import { JobsPages } from './jobs.pages.js';
import { MailboxPages } from './mailbox.pages.js';
import { OutboxPages } from './outbox.pages.js';

@Module({
  imports: [RemindersModule],
  controllers: [AdminPages, JobsPages, OutboxPages, MailboxPages],
})
export class AdminModule {}
