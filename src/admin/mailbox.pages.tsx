import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { Requires } from '../identity/requires.js';
import { type Paged, PageQuery } from '../platform/http/paging.js';
import { NotAllowed, NotFound } from '../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { DemoMailbox } from '../platform/mail/demo-mailbox.js';
import { isConfidential, type ReceivedMail } from '../platform/mail/mail.js';
import { MailboxReader } from '../platform/mail/mailbox-reader.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { MomentTime } from '../platform/pages/format.js';
import { ADMIN, Navigation } from '../platform/pages/navigation.js';
import { Page } from '../platform/pages/page.js';
import { Pagination } from '../platform/pages/pagination.js';
import { useRender } from '../platform/pages/render-context.js';
import { SummaryList } from '../platform/pages/summary-list.js';
import type { Reminder } from '../reminders/reminder.entity.js';
import { RemindersService } from '../reminders/reminders.service.js';

/** Reminders of one mail that the list names. */
const NAMED = 3;

/**
 * What the HTML part of a mail may do in the page that shows it: look as it looks, and lead to the page that a link
 * names. No script, nothing from elsewhere, no form.
 */
const MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-top-navigation-by-user-activation',
].join('; ');

/** The demonstration's mailbox: the mails that would have gone to people. Elsewhere these pages do not exist. */
@ApiExcludeController()
@Controller('mailbox')
export class MailboxPages {
  constructor(
    navigation: Navigation,
    private readonly mailbox: DemoMailbox,
    private readonly reader: MailboxReader,
    private readonly reminders: RemindersService,
  ) {
    if (mailbox.isInUse)
      navigation.register({
        label: 'Mailbox',
        path: '/mailbox',
        permission: 'mailbox.read',
        order: 84,
        about: 'The demonstration’s mails, which reach nobody else.',
      });
  }

  @Get()
  @Requires('mailbox.read')
  async list(@Query() query: PageQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    if (!this.mailbox.isInUse) throw new NotFound('The mailbox');
    const page = await this.reader.list(query);
    const headers = page.items.map(({ messageId }) => messageId);
    return new Page(
      'Mailbox',
      <MailList
        page={page}
        reminders={await this.reminders.findInMails(headers, viewer)}
        query={query}
        mayOpen={(mail) => mayOpen(mail, viewer)}
      />,
    );
  }

  @Get(':id')
  @Requires('mailbox.read')
  async one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const mail = await this.find(id, viewer);
    const reminders = await this.reminders.findInMails([mail.messageId], viewer);
    return new Page(
      mail.subject,
      <Mail mail={mail} reminders={reminders.get(mail.messageId) ?? []} />,
    );
  }

  /** The HTML part alone, for the frame of the page above. */
  @Get(':id/html')
  @Requires('mailbox.read')
  async html(
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { html } = await this.find(id, viewer);
    void reply.type('text/html; charset=utf-8');
    void reply.header('content-security-policy', MAIL_POLICY);
    void reply.header('x-frame-options', 'SAMEORIGIN');
    void reply.header('cache-control', 'no-store');
    // A link opens in the window, not in the frame.
    return html.replace('<head>', '<head><base target="_top" />');
  }

  private async find(id: string, viewer: Viewer): Promise<ReceivedMail> {
    const mail = this.mailbox.isInUse ? await this.reader.read(id) : undefined;
    if (!mail) throw new NotFound('The mail');
    if (!mayOpen(mail, viewer))
      throw new NotAllowed(
        'This mail is for its recipient alone. In the demonstration an administrator may open it.',
      );
    return mail;
  }
}

/** A link that lets its holder choose a password is seen only by who could give them one anyway. */
const mayOpen = (mail: ReceivedMail, viewer: Viewer): boolean =>
  !isConfidential(mail) || viewer.permissions.has('accounts.manage');

function MailList(props: {
  page: Paged<ReceivedMail>;
  reminders: Map<string, Reminder[]>;
  query: PageQuery;
  mayOpen: (mail: ReceivedMail) => boolean;
}): VNode {
  const { page, reminders, query, mayOpen } = props;
  return (
    <div class="grid-container">
      <Breadcrumb items={[ADMIN, { label: 'Mailbox' }]} />
      <h1>Mailbox</h1>
      <p>
        The demonstration sends its mails to this page and to nobody else. Each went through a real
        mail server on this machine.
      </p>
      {page.items.length === 0 ? (
        <EmptyState>
          No mail has arrived. Reminders that are due leave within seconds of being planned.
        </EmptyState>
      ) : (
        <DataTable
          caption="Mails, latest first"
          rows={page.items}
          keyOf={({ id }) => id}
          columns={[
            {
              header: 'Subject',
              isRowHeader: true,
              cell: (mail) =>
                mayOpen(mail) ? (
                  <a href={`/mailbox/${mail.id}`}>{mail.subject}</a>
                ) : (
                  'For its recipient alone: a mail about an account'
                ),
            },
            { header: 'To', cell: (mail) => (mayOpen(mail) ? mail.to : '–') },
            { header: 'When', cell: (mail) => <When mail={mail} /> },
            {
              header: 'Reminds of',
              cell: (mail) => <Subjects reminders={reminders.get(mail.messageId) ?? []} />,
            },
          ]}
        />
      )}
      <Pagination
        path="/mailbox"
        query={{ cursor: query.cursor, limit: query.limit === 50 ? undefined : query.limit }}
        shown={page.items.length}
        total={page.total}
        nextCursor={page.nextCursor}
        what="mails"
      />
    </div>
  );
}

function Subjects({ reminders }: { reminders: Reminder[] }): VNode {
  const named = reminders.slice(0, NAMED);
  return (
    <>
      {named.map((reminder, index) => (
        <>
          {index > 0 && ', '}
          <a href={reminder.subjectPath}>{reminder.subjectLabel}</a>
        </>
      ))}
      {reminders.length > named.length && ` and ${reminders.length - named.length} more`}
    </>
  );
}

function When({ mail }: { mail: ReceivedMail }): VNode {
  const { timeZone } = useRender();
  return <MomentTime moment={mail.date} timeZone={timeZone} />;
}

function Mail({ mail, reminders }: { mail: ReceivedMail; reminders: Reminder[] }): VNode {
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[ADMIN, { label: 'Mailbox', path: '/mailbox' }, { label: mail.subject }]}
      />
      <h1>{mail.subject}</h1>
      <SummaryList
        facts={[
          ['To', mail.to],
          ['From', mail.from],
          ['When', <When key="when" mail={mail} />],
        ]}
      />
      {reminders.length > 0 && (
        <>
          <h2>Reminds of</h2>
          <ul class="usa-list">
            {reminders.map((reminder) => (
              <li key={reminder.id}>
                <a href={reminder.subjectPath}>{reminder.subjectLabel}</a> (
                <a href={`/reminders?subject=${reminder.subjectId}`}>
                  why, and all reminders of {reminder.subjectLabel}
                </a>
                )
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>As a mail program shows it</h2>
      <iframe
        class="moa-frame"
        title={`HTML part of the mail: ${mail.subject}`}
        src={`/mailbox/${mail.id}/html`}
        sandbox="allow-top-navigation-by-user-activation"
      />
      <h2>As plain text</h2>
      <pre class="moa-mail" tabIndex={0}>
        {mail.text}
      </pre>
      <h2>Headers</h2>
      <DataTable
        caption="Headers of the mail"
        isCaptionHidden
        rows={mail.headers}
        keyOf={({ name, value }) => `${name}:${value}`}
        columns={[
          { header: 'Header', isRowHeader: true, cell: ({ name }) => name },
          { header: 'Value', cell: ({ value }) => <code>{value}</code> },
        ]}
      />
    </div>
  );
}
