import type { VNode } from 'preact';
import { Alert } from '../../platform/pages/alert.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { ErrorSummary, type FieldError } from '../../platform/pages/error-summary.js';
import { TextAreaField } from '../../platform/pages/fields.js';
import type { Account } from '../account.entity.js';
import { ROLE_NAMES } from '../permissions.js';
import { REASON_FIELD } from './hand-over-form.js';
import type { OpenWork } from './hand-over.rules.js';
import { WorkSection } from './work-section.js';

interface DepartureView {
  account: Account;
  work: OpenWork[];
  mayDeactivate: boolean;
  /** What was typed, by field. */
  fields: ReadonlyMap<string, string>;
  errors: FieldError[];
}

/** Everything that somebody has, who could take it, and what follows. */
export function DeparturePage(view: DepartureView): VNode {
  const { account, errors } = view;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Admin', path: '/admin' },
          { label: 'Hand over work', path: '/admin/hand-over' },
          { label: account.displayName },
        ]}
      />
      <h1>Hand over the work of {account.displayName}</h1>
      <ErrorSummary errors={errors} />
      {account.isActive ? (
        <HandOverForm {...view} />
      ) : (
        <Alert kind="info">
          {account.displayName} is not active any more, and nothing is left with them.
        </Alert>
      )}
    </div>
  );
}

function HandOverForm(view: DepartureView): VNode {
  const { account, work, mayDeactivate, fields, errors } = view;
  const address = `/admin/accounts/${account.id}`;
  const hasWork = work.length > 0;
  return (
    <>
      <p>
        {account.displayName}, {ROLE_NAMES[account.role]}.{' '}
        {hasWork
          ? 'Choose for each thing who takes it. The best fitting people stand first, with the reason.'
          : null}
      </p>
      {!hasWork && <EmptyState>There is no open work: nothing is to be handed over.</EmptyState>}
      {(hasWork || mayDeactivate) && (
        <form
          method="post"
          action={mayDeactivate ? `${address}/departure` : `${address}/hand-over`}
          aria-label={`Hand over the work of ${account.displayName}`}
        >
          <CsrfField />
          {work.map((source) => (
            <WorkSection
              key={source.kind}
              {...source}
              fields={fields}
              errors={errors}
              mayInvite={mayDeactivate}
            />
          ))}
          <h2>What follows</h2>
          <Consequences {...view} />
          <TextAreaField
            name={REASON_FIELD}
            label="Reason"
            hint="Stands in the audit and in the history of each visit."
            value={fields.get(REASON_FIELD)}
            error={errors.find(({ field }) => field === REASON_FIELD)?.message}
            isRequired
          />
          <Deeds {...view} address={address} />
        </form>
      )}
    </>
  );
}

function Consequences({ account, work, mayDeactivate }: DepartureView): VNode {
  return (
    <ul class="usa-list">
      {work.length > 0 && (
        <li>What is chosen above takes effect today, all of it together or nothing.</li>
      )}
      {work.length > 0 && (
        <li>Planned reminders go to whoever answers then, within a minute or so.</li>
      )}
      {mayDeactivate ? (
        <li>
          Deactivating ends the account of {account.displayName} at once, with every session and API
          token. Nothing may be left with it. What they did keeps their name.
        </li>
      ) : (
        <li>The account stays as it is: an administrator deactivates accounts.</li>
      )}
    </ul>
  );
}

function Deeds({
  account,
  work,
  mayDeactivate,
  address,
}: DepartureView & { address: string }): VNode {
  const hasWork = work.length > 0;
  const outline = mayDeactivate ? ' usa-button--outline' : '';
  return (
    <div class="moa-actions">
      {mayDeactivate && (
        <button class="usa-button usa-button--secondary" type="submit">
          {hasWork ? 'Hand over and deactivate' : 'Deactivate'} {account.displayName}
        </button>
      )}
      {hasWork && (
        <button class={`usa-button${outline}`} type="submit" formaction={`${address}/hand-over`}>
          Hand over what is chosen{mayDeactivate ? ', and keep the account' : ''}
        </button>
      )}
    </div>
  );
}
