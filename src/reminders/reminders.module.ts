import { Module } from '@nestjs/common';
import { DbModule } from '../platform/db/db.module.js';
import { ObligationSources } from './obligation.js';
import { Message, MessageStep, Reminder } from './reminder.entity.js';

@Module({
  imports: [DbModule.entities(Reminder, Message, MessageStep)],
  providers: [ObligationSources],
  exports: [ObligationSources],
})
export class RemindersModule {}
