import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { type AddressObject, simpleParser } from 'mailparser';
import { isId } from '../db/id.js';
import type { Paged } from '../http/paging.js';
import { DemoMailbox } from './demo-mailbox.js';
import type { ReceivedMail } from './mail.js';

/** Reads what landed in the demonstration's mailbox. */
@Injectable()
export class MailboxReader {
  constructor(private readonly mailbox: DemoMailbox) {}

  /**
   * Latest first.
   * @param page `cursor`: the id of the last mail of the page before
   */
  async list(page: { limit: number; cursor?: string }): Promise<Paged<ReceivedMail>> {
    const ids = await this.ids();
    const { cursor } = page;
    const rest = cursor === undefined ? ids : ids.filter((id) => id < cursor);
    const mails = await Promise.all(rest.slice(0, page.limit).map((id) => this.read(id)));
    const items = mails.filter((mail) => mail !== undefined);
    return {
      items,
      total: ids.length,
      nextCursor: rest.length > page.limit ? (items.at(-1)?.id ?? null) : null,
    };
  }

  async read(id: string): Promise<ReceivedMail | undefined> {
    // The id becomes part of a file's name: nothing but an id may.
    if (!isId(id)) return undefined;
    const file = await readIfThere(join(this.mailbox.folder, `${id}.eml`));
    if (!file) return undefined;
    const mail = await simpleParser(file);
    return {
      id,
      messageId: mail.messageId ?? '',
      from: mail.from?.text ?? '',
      to: addressText(mail.to),
      subject: mail.subject ?? '',
      date: mail.date?.toISOString() ?? '',
      headers: mail.headerLines.map(({ key, line }) => ({
        name: line.slice(0, key.length),
        value: line.slice(key.length + 1).trim(),
      })),
      text: mail.text ?? '',
      html: mail.html || '',
    };
  }

  private async ids(): Promise<string[]> {
    const names = await readdir(this.mailbox.folder).catch(noneIfAbsent);
    return names
      .filter((name) => name.endsWith('.eml'))
      .map((name) => name.slice(0, -'.eml'.length))
      .sort()
      .reverse();
  }
}

const addressText = (to: AddressObject | AddressObject[] | undefined): string =>
  [to ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ');

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function noneIfAbsent(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
