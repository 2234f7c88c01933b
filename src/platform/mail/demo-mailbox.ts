import { mkdir, rename, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SMTPServer } from 'smtp-server';
import { Settings } from '../config/settings.js';
import { newId } from '../db/id.js';

/**
 * Where the demonstration's mails land when no `SMTP_URL` is set: a mail server of this process's own, on this machine only,
 * that keeps each mail as a file. The mails go through a real SMTP conversation, as they would in production. It starts with the
 * first mail, in whichever process sends one.
 */
@Injectable()
export class DemoMailbox implements OnApplicationShutdown {
  private server: SMTPServer | undefined;
  private listening: Promise<string> | undefined;

  constructor(private readonly settings: Settings) {}

  /** Whether mails land here at all. */
  get isInUse(): boolean {
    return this.settings.isDemo && !this.settings.smtpUrl;
  }

  get folder(): string {
    return join(this.settings.dataDir, 'mail');
  }

  /** The address of the server, which is started if it does not run yet. */
  url(): Promise<string> {
    this.listening ??= this.start().catch((error: unknown) => {
      this.listening = undefined;
      throw error;
    });
    return this.listening;
  }

  async onApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (!server) return;
    await new Promise<void>((resolve) => {
      server.close(resolve);
    });
  }

  private async start(): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      authOptional: true,
      disableReverseLookup: true,
      closeTimeout: 500,
      onData: (stream, _session, callback) => {
        buffer(stream)
          .then((message) => this.keep(message))
          .then(
            () => {
              callback();
            },
            (error: unknown) => {
              callback(error as Error);
            },
          );
      },
    });
    this.server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => {
        server.off('error', reject);
        // A client that breaks off is no concern of the demonstration.
        server.on('error', () => undefined);
        resolve(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
      });
    });
  }

  /** Renamed into place when it is whole: a reader never sees half a mail. Ids sort by the time of arrival. */
  private async keep(message: Buffer): Promise<void> {
    const id = newId();
    const unfinished = join(this.folder, `${id}.part`);
    await writeFile(unfinished, message);
    await rename(unfinished, join(this.folder, `${id}.eml`));
  }
}
