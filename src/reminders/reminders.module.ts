import { Module } from '@nestjs/common';
import { DbModule } from '../platform/db/db.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { MessageClaims } from './message-claims.js';
import { MessageGrouping } from './message-grouping.js';
import { MessageSender } from './message-sender.js';
import { ObligationSources } from './obligation.js';
import { ObligationReader } from './open-obligations.js';
import { OutboxHealth } from './outbox.health.js';
import { OutboxService } from './outbox.service.js';
import { ReminderDrain } from './reminder-drain.js';
import { ReminderLedger } from './reminder-ledger.js';
import { ReminderPlanner } from './reminder-planner.js';
import { ReminderWork } from './reminder-work.source.js';
import { Message, MessageStep, Reminder } from './reminder.entity.js';
import { RemindersController } from './reminders.controller.js';
import { DrainRemindersJob, PlanRemindersJob } from './reminders.jobs.js';
import { RemindersPages } from './reminders.pages.js';
import { RemindersService } from './reminders.service.js';
import { RemindersOf } from './reminders-of.js';
import { SampleReminders } from './sample-reminders.js';

@Module({
  imports: [DbModule.entities(Reminder, Message, MessageStep), IdentityModule],
  controllers: [RemindersController, RemindersPages],
  providers: [
    RemindersService,
    RemindersOf,
    ObligationSources,
    ObligationReader,
    ReminderLedger,
    ReminderPlanner,
    PlanRemindersJob,
    MessageGrouping,
    MessageClaims,
    MessageSender,
    ReminderDrain,
    DrainRemindersJob,
    OutboxService,
    OutboxHealth,
    SampleReminders,
    ReminderWork,
  ],
  exports: [ObligationSources, OutboxService, RemindersService, RemindersOf],
})
export class RemindersModule {}
