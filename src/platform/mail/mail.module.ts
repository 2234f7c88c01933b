import { Global, Module } from '@nestjs/common';
import { DemoMailbox } from './demo-mailbox.js';
import { MailboxReader } from './mailbox-reader.js';
import { MailTransport } from './mail-transport.js';

@Global()
@Module({
  providers: [MailTransport, DemoMailbox, MailboxReader],
  exports: [MailTransport, DemoMailbox, MailboxReader],
})
export class MailModule {}
