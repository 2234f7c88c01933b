import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { VNode } from 'preact';
import { Requires } from '../identity/requires.js';
import { Policy } from '../platform/config/policy.js';
import type { Paged } from '../platform/http/paging.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { SelectField } from '../platform/pages/fields.js';
import { Page } from '../platform/pages/page.js';
import { Pagination } from '../platform/pages/pagination.js';
import { ReminderQuery } from './reminder.dto.js';
import { REMINDER_STATES } from './reminder.entity.js';
import { ReminderTable } from './reminder-table.js';
import { kindName, policyPhrase, type RemindingPolicy } from './reminder-words.rules.js';
import { type ReminderRecord, RemindersService } from './reminders.service.js';

@ApiExcludeController()
@Controller('reminders')
export class RemindersPages {
  constructor(
    private readonly reminders: RemindersService,
    private readonly policy: Policy,
  ) {}

  /** The whole ledger; with a subject, why each of its reminders was sent or was not. */
  @Get()
  @Requires('reminders.read')
  async list(@Query() query: ReminderQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const page = await this.reminders.findPage(query, viewer);
    const { reminders: policy } = this.policy;
    const subject = query.subject === undefined ? undefined : subjectOf(page.items, query.subject);
    const title = subject?.label ? `Reminders of ${subject.label}` : 'Reminders';
    return new Page(
      title,
      <div class="grid-container">
        <h1>{title}</h1>
        {subject?.path && (
          <p>
            <a href={subject.path}>{subject.label}</a>
          </p>
        )}
        {query.subject !== undefined && <Rules kinds={kindsOf(page.items)} policy={policy} />}
        <Filters query={query} kinds={Object.keys(policy.offsets)} />
        <Ledger page={page} query={query} />
      </div>,
    );
  }
}

/** What all the rows are about, if they are about one thing. */
function subjectOf(
  records: ReminderRecord[],
  asked: string,
): { label: string; path: string } | undefined {
  const own = records.find(({ reminder }) => asked.endsWith(reminder.subjectId));
  return own && { label: own.reminder.subjectLabel, path: own.reminder.subjectPath };
}

const kindsOf = (records: ReminderRecord[]): string[] => [
  ...new Set(records.map(({ reminder }) => reminder.kind)),
];

/** The rule behind the rows: repeats are planned when their day comes, so the table alone does not tell of them. */
function Rules({ kinds, policy }: { kinds: string[]; policy: RemindingPolicy }): VNode {
  return (
    <>
      {kinds.map((kind) => (
        <p key={kind}>
          {kindName(kind)}: reminders leave {policyPhrase(kind, policy)}. This is set by this
          installation.
        </p>
      ))}
    </>
  );
}

function Filters({ query, kinds }: { query: ReminderQuery; kinds: string[] }): VNode {
  return (
    <form
      class="moa-filters"
      method="get"
      action="/reminders"
      role="search"
      aria-label="Filter reminders"
    >
      {query.subject !== undefined && <input type="hidden" name="subject" value={query.subject} />}
      <SelectField
        name="status"
        label="Status"
        value={query.status}
        anyLabel="Any status"
        options={REMINDER_STATES.map((value) => ({ value, label: value }))}
      />
      <SelectField
        name="kind"
        label="Kind"
        value={query.kind}
        anyLabel="Any kind"
        options={kinds.map((value) => ({ value, label: kindName(value) }))}
      />
      <button class="usa-button" type="submit">
        Filter
      </button>
    </form>
  );
}

function Ledger({ page, query }: { page: Paged<ReminderRecord>; query: ReminderQuery }): VNode {
  const { limit, ...filters } = query;
  return (
    <>
      {page.items.length === 0 ? (
        <EmptyState>
          {query.subject === undefined
            ? 'No reminder fits the filter. Reminders are planned within a minute of a due date being set.'
            : 'No reminder of this is planned, and none was sent.'}
        </EmptyState>
      ) : (
        <ReminderTable
          caption={
            query.subject === undefined && query.status !== 'planned'
              ? 'Reminders, latest change first'
              : 'Reminders, in the order in which they leave'
          }
          records={page.items}
          showsSubject={page.items.some(
            ({ reminder }) => !query.subject?.endsWith(reminder.subjectId),
          )}
        />
      )}
      <Pagination
        path="/reminders"
        query={{ ...filters, limit: limit === 50 ? undefined : limit }}
        shown={page.items.length}
        total={page.total}
        nextCursor={page.nextCursor}
        what="reminders"
      />
    </>
  );
}
