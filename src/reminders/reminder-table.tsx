import type { VNode } from 'preact';
import { DataTable, type TableColumn } from '../platform/pages/data-table.js';
import { DayTime, MomentTime } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { kindName } from './reminder-words.rules.js';
import type { ReminderRecord } from './reminders.service.js';

/** Reminders with what became of them and why. */
export function ReminderTable(props: {
  caption: string;
  records: ReminderRecord[];
  /** Left out where all rows are of the one thing that the page is about. */
  showsSubject: boolean;
}): VNode {
  const { caption, records, showsSubject } = props;
  const subject: TableColumn<ReminderRecord> = {
    header: 'About',
    cell: ({ reminder }) => (
      <>
        <a href={reminder.subjectPath}>{reminder.subjectLabel}</a>
        <br />
        <small>{kindName(reminder.kind)}</small>
      </>
    ),
  };
  return (
    <DataTable
      caption={caption}
      rows={records}
      keyOf={({ reminder }) => reminder.id}
      columns={[
        {
          header: 'Leaves on',
          isRowHeader: true,
          cell: ({ reminder }) => <DayTime day={reminder.sendOn} weekday />,
        },
        ...(showsSubject ? [subject] : []),
        { header: 'Reminder', cell: (record) => <Reason record={record} /> },
        { header: 'To', cell: ({ recipient }) => recipient.name },
        { header: 'Status', cell: ({ reminder }) => <StatusTag status={reminder.state} /> },
        { header: 'What happened', cell: (record) => <Story record={record} /> },
      ]}
    />
  );
}

/** Why it leaves on that day. */
function Reason({ record: { reminder } }: { record: ReminderRecord }): VNode {
  return (
    <>
      {offsetText(reminder.offsetDays)} <DayTime day={reminder.dueOn} />
      {reminder.isEscalation && ', because it is late'}
    </>
  );
}

function offsetText(offsetDays: number): string {
  if (offsetDays === 0) return 'on the day:';
  const days = Math.abs(offsetDays);
  return `${days} ${days === 1 ? 'day' : 'days'} ${offsetDays > 0 ? 'before' : 'after'}`;
}

/** What became of it: the reason, and every step of the mail it is in. */
function Story({ record: { reminder, mail, steps } }: { record: ReminderRecord }): VNode {
  return (
    <>
      {reminder.reason && <div>{reminder.reason}</div>}
      {mail === null ? (
        reminder.reason === null && <span class="text-base">nothing yet</span>
      ) : (
        <details>
          <summary>
            {mail.sentAt === null ? (
              'Its mail has not left'
            ) : (
              <>
                Mail of <LocalMoment moment={mail.sentAt} />
              </>
            )}
          </summary>
          <p>
            Message-ID <code>{mail.messageIdHeader}</code>
          </p>
          <ol class="usa-list">
            {steps.map((step) => (
              <li key={step.id}>
                <LocalMoment moment={step.at} />: {step.state}
                {step.detail && `, ${step.detail}`}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}

function LocalMoment({ moment }: { moment: string }): VNode {
  const { timeZone } = useRender();
  return <MomentTime moment={moment} timeZone={timeZone} />;
}
