import type { ComponentChildren, VNode } from 'preact';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import type { AccountDetail } from './account-directory.js';

/** What an administrator can do about an account. Only what is possible now is offered. */
export function AccountActions(props: {
  detail: AccountDetail;
  isSelf: boolean;
  hasLocalSignIn: boolean;
}): VNode {
  const { detail, isSelf, hasLocalSignIn } = props;
  const { account, state, sessions } = detail;
  const path = `/admin/accounts/${account.id}`;
  if (!account.isActive)
    return (
      <>
        <h2>Let in again</h2>
        <Action
          path={`${path}/reactivation`}
          label="Reactivate"
          says="They can sign in with the password of before, or with a new link. Revoked tokens stay revoked, and work that was handed on stays where it is."
        />
      </>
    );
  const isPerson = account.kind === 'person' && account.email !== null;
  return (
    <>
      <h2>Ways in</h2>
      {isPerson && state === 'invited' && (
        <Action
          path={`${path}/invitation`}
          label="Send the invitation again"
          says="The link of the mail before does not work any more."
        />
      )}
      {isPerson && state !== 'invited' && hasLocalSignIn && (
        <Action
          path={`${path}/password-reset`}
          label="Send a link for a new password"
          says="Until the link is used, the present password holds."
        />
      )}
      {account.passwordHash !== null && hasLocalSignIn && !account.mustChangePassword && (
        <Action
          path={`${path}/new-password`}
          label="Require a new password"
          says="Signed in with the present one, they see nothing but the form for a new one."
        />
      )}
      {sessions.length > 0 && (
        <Action
          path={`${path}/sign-out`}
          label="Sign out everywhere"
          says="Ends every session below. They can sign in again; API tokens go on holding."
        />
      )}
      {isSelf ? (
        <p class="usa-hint">You cannot deactivate your own account. Another administrator can.</p>
      ) : (
        <p>
          <a class="usa-button usa-button--secondary" href={`${path}/departure`}>
            Deactivate
          </a>{' '}
          <span class="usa-hint">
            Opens a page that shows what they have to hand on. Nothing happens before you confirm it
            there.
          </span>
        </p>
      )}
    </>
  );
}

function Action(props: { path: string; label: string; says: ComponentChildren }): VNode {
  return (
    <form class="moa-actions" method="post" action={props.path}>
      <CsrfField />
      <button class="usa-button usa-button--outline" type="submit">
        {props.label}
      </button>
      <span class="usa-hint">{props.says}</span>
    </form>
  );
}
