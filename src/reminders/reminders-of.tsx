import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { Viewer } from '../platform/http/viewer.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { ReminderTable } from './reminder-table.js';
import { RemindersService } from './reminders.service.js';

/** Reminders that a page shows of its subject; the "why" page has them all. */
const SHOWN = 10;

/** The reminders of one thing, for the pages of the floors above that show it. */
@Injectable()
export class RemindersOf {
  constructor(private readonly reminders: RemindersService) {}

  /** @param subjectId the id of what is reminded of, or of what that belongs to */
  async render(subjectId: string, viewer: Viewer): Promise<VNode> {
    const { items, total } = await this.reminders.findPage(
      { subject: subjectId, limit: SHOWN },
      viewer,
    );
    if (total === 0) return <EmptyState>No reminder is planned, and none was sent.</EmptyState>;
    return (
      <>
        <ReminderTable
          caption="Reminders, and what became of them"
          records={items}
          showsSubject={items.some(({ reminder }) => reminder.subjectId !== subjectId)}
        />
        <p>
          <a href={`/reminders?subject=${encodeURIComponent(subjectId)}`}>
            {total > items.length ? `All ${total} reminders, and why` : 'Why these reminders'}
          </a>
        </p>
      </>
    );
  }
}
