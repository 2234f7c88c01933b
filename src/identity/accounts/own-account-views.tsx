import type { VNode } from 'preact';
import type { Moment } from '../../platform/clock/calendar.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Alert } from '../../platform/pages/alert.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary, type FieldError } from '../../platform/pages/error-summary.js';
import { MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import { errorOf } from './form-errors.js';
import { NewPasswordFields } from './new-password-fields.js';
import { SessionTable } from './session-table.js';
import type { SessionFacts } from './sessions.service.js';
import { TypedField } from './typed-field.js';

export function OwnAccount(props: {
  viewer: Viewer;
  email: string | null;
  passwordChangedAt: Moment | null;
  hasPassword: boolean;
  sessions: SessionFacts[];
}): VNode {
  const { viewer, email, passwordChangedAt, hasPassword, sessions } = props;
  const { timeZone } = useRender();
  return (
    <div class="grid-container">
      <h1>Your account</h1>
      <SummaryList
        facts={[
          ['Name', viewer.name],
          ['E-mail', email ?? 'none'],
          ['Role', <a href="/help/roles">{viewer.roleName}</a>],
          ['Field office', viewer.officeName ?? 'not limited to one'],
          ...(hasPassword && passwordChangedAt
            ? ([
                ['Password set', <MomentTime moment={passwordChangedAt} timeZone={timeZone} />],
              ] as [string, VNode][])
            : []),
        ]}
      />
      <p>An administrator changes your name, role and field office.</p>
      <ul class="usa-list">
        {hasPassword && (
          <li>
            <a href="/account/password">Change your password</a>
          </li>
        )}
        <li>
          <a href="/account/tokens">API tokens</a>, with which programs act for you
        </li>
      </ul>
      <h2>Where you are signed in</h2>
      <SessionTable
        sessions={sessions}
        ownId={viewer.viaId}
        endPath={(id) => `/account/sessions/${id}/end`}
      />
      {sessions.length > 0 && (
        <form class="moa-actions" method="post" action="/account/sign-out-everywhere">
          <CsrfField />
          <button class="usa-button usa-button--outline" type="submit">
            Sign out everywhere
          </button>
          <span class="usa-hint">Also here. API tokens go on holding.</span>
        </form>
      )}
    </div>
  );
}

export function OwnPasswordForm(props: {
  isForced: boolean;
  hasPassword: boolean;
  hasLocalSignIn: boolean;
  minLength: number;
  errors: FieldError[];
}): VNode {
  const { isForced, hasPassword, hasLocalSignIn, minLength, errors } = props;
  const heading = isForced ? 'Choose a new password' : 'Change your password';
  return (
    <div class="grid-container">
      {!isForced && (
        <Breadcrumb items={[{ label: 'Your account', path: '/account' }, { label: heading }]} />
      )}
      <div class="moa-narrow">
        <h1>{heading}</h1>
        <ErrorSummary errors={errors} />
        {isForced && (
          <Alert kind="info">
            Your password was given to you, or an administrator asks for a new one. Choose one that
            only you know; then everything is open.
          </Alert>
        )}
        {hasPassword ? (
          <ChangeForm minLength={minLength} errors={errors} />
        ) : (
          <NoPassword hasLocalSignIn={hasLocalSignIn} />
        )}
      </div>
    </div>
  );
}

function ChangeForm({ minLength, errors }: { minLength: number; errors: FieldError[] }): VNode {
  return (
    <>
      <form class="usa-form" method="post" action="/account/password">
        <CsrfField />
        <TypedField
          type="password"
          name="current"
          label="Present password"
          autocomplete="current-password"
          error={errorOf(errors, 'current')}
        />
        <NewPasswordFields minLength={minLength} errors={errors} />
        <button class="usa-button" type="submit">
          Change the password
        </button>
      </form>
      <p class="usa-hint">You stay signed in here. Everywhere else you are signed out.</p>
    </>
  );
}

const NoPassword = ({ hasLocalSignIn }: { hasLocalSignIn: boolean }): VNode => (
  <p>
    You sign in through the identity provider: your account has no password here.
    {hasLocalSignIn && ' An administrator can send you a link to choose one.'}
  </p>
);
