import { Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { VNode } from 'preact';
import { Requires } from '../identity/requires.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { Alert } from '../platform/pages/alert.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { DataTable } from '../platform/pages/data-table.js';
import { MomentTime } from '../platform/pages/format.js';
import { ADMIN, Navigation } from '../platform/pages/navigation.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { useRender } from '../platform/pages/render-context.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { type OutboxOverview, OutboxService } from '../reminders/outbox.service.js';

@ApiExcludeController()
@Controller('admin/outbox')
export class OutboxPages {
  constructor(
    navigation: Navigation,
    private readonly outbox: OutboxService,
  ) {
    navigation.register({
      label: 'Outbox',
      path: '/admin/outbox',
      permission: 'jobs.read',
      order: 82,
      about: 'Whether reminders leave, and what waits.',
    });
  }

  @Get()
  @Requires('jobs.read')
  async show(@CurrentViewer() viewer: Viewer): Promise<Page> {
    const overview = await this.outbox.overview();
    return new Page(
      'Outbox',
      <Outbox overview={overview} mayResume={viewer.permissions.has('outbox.resume')} />,
    );
  }

  @Post('resume')
  @Requires('outbox.resume')
  async resume(@CurrentViewer() viewer: Viewer): Promise<GoTo> {
    await this.outbox.resumeOutbox(viewer.name);
    return new GoTo('/admin/outbox', 'Mails leave again.');
  }
}

function Outbox({ overview, mayResume }: { overview: OutboxOverview; mayResume: boolean }): VNode {
  const { timeZone } = useRender();
  const { mails, pause, oldestWaitingSince } = overview;
  return (
    <div class="grid-container">
      <Breadcrumb items={[ADMIN, { label: 'Outbox' }]} />
      <h1>Outbox</h1>
      {pause && (
        <Alert kind="error" heading="No mail leaves">
          {pause.reason} Since <MomentTime moment={pause.at} timeZone={timeZone} />.
        </Alert>
      )}
      {pause && mayResume && (
        <form method="post" action="/admin/outbox/resume">
          <CsrfField />
          <button class="usa-button" type="submit">
            Let mails leave again
          </button>
        </form>
      )}
      <p>
        {oldestWaitingSince ? (
          <>
            The oldest thing that waits is due since{' '}
            <MomentTime moment={oldestWaitingSince} timeZone={timeZone} />.
          </>
        ) : (
          'Nothing that is due waits.'
        )}{' '}
        <a href="/reminders">All reminders</a>
      </p>
      <DataTable
        caption="Mails by state"
        rows={Object.entries(mails)}
        keyOf={([state]) => state}
        columns={[
          { header: 'State', isRowHeader: true, cell: ([state]) => <StatusTag status={state} /> },
          { header: 'Mails', isNumeric: true, cell: ([, count]) => count },
        ]}
      />
    </div>
  );
}
