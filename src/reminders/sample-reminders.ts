import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Account } from '../identity/account.entity.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  type InstallationStep,
  InstallationSteps,
} from '../platform/installation/installation-steps.js';
import { Message, MessageStep, Reminder } from './reminder.entity.js';

/** Installs nothing: the jobs plan reminders to the sample people. When the samples leave, so do those. */
@Injectable()
export class SampleReminders implements InstallationStep {
  readonly phase = 'sample';
  readonly name = 'sample-reminders';
  readonly version = '1';
  readonly order = 30;

  constructor(
    steps: InstallationSteps,
    private readonly unitOfWork: UnitOfWork,
  ) {
    steps.register(this);
  }

  install(): Promise<void> {
    return Promise.resolve();
  }

  async remove(): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const people = await manager.find(Account, { where: { isSample: true } });
      const recipientId = In(people.map((person) => person.id));
      const mails = await manager.find(Message, { where: { recipientId } });
      const mailIds = mails.map((mail) => mail.id);
      await manager.delete(Reminder, { recipientId });
      await manager.delete(MessageStep, { messageId: In(mailIds) });
      await manager.delete(Message, { id: In(mailIds) });
    });
  }
}
