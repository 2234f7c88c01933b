import type { ComponentChildren, VNode } from 'preact';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary, type FieldError } from '../../platform/pages/error-summary.js';
import { useRender } from '../../platform/pages/render-context.js';
import type { LinkPurpose } from '../account.entity.js';
import { errorOf } from './form-errors.js';
import { durationText } from './link-mail.js';
import { NewPasswordFields } from './new-password-fields.js';
import type { OpenedLink } from './one-time-links.service.js';
import { TypedField } from './typed-field.js';

function Narrow({ heading, children }: { heading: string; children: ComponentChildren }): VNode {
  return (
    <div class="grid-container">
      <div class="moa-narrow">
        <h1>{heading}</h1>
        {children}
      </div>
    </div>
  );
}

/** A visitor's browser has no session that a forged form could abuse, and opening a link should not begin one. */
function CsrfFieldOfSession(): VNode | null {
  return useRender().viewer ? <CsrfField /> : null;
}

export function ForgottenPasswordForm({ errors = [] }: { errors?: FieldError[] }): VNode {
  return (
    <Narrow heading="Forgot your password?">
      <ErrorSummary errors={errors} />
      <p>Enter the e-mail that you sign in with. You get a link to choose a new password.</p>
      <form class="usa-form" method="post" action="/password-reset">
        <CsrfFieldOfSession />
        <TypedField
          type="email"
          name="email"
          label="E-mail"
          autocomplete="username"
          error={errorOf(errors, 'email')}
          maxLength={255}
        />
        <button class="usa-button" type="submit">
          Send the link
        </button>
      </form>
      <p>
        <a href="/sign-in">Back to sign in</a>
      </p>
    </Narrow>
  );
}

/** The same whether or not there is such an account. */
export function MailIsOnItsWay({ minutes }: { minutes: number }): VNode {
  return (
    <Narrow heading="A mail is on its way">
      <p>
        If there is an account with this e-mail, it gets a link to choose a new password. The link
        holds for {durationText(minutes)} and works once.
      </p>
      <p>
        Nothing arrived after a few minutes? Look into the spam folder, and check that the e-mail is
        the one of your account. Who asks again within five minutes gets no second mail. After that,
        ask an administrator.
      </p>
      <p>
        <a href="/sign-in">Back to sign in</a>
      </p>
    </Narrow>
  );
}

export function ChoosePasswordForm(props: {
  action: string;
  name: string;
  email: string;
  minLength: number;
  errors: FieldError[];
}): VNode {
  const { action, name, email, minLength, errors } = props;
  return (
    <Narrow heading="Choose a password">
      <ErrorSummary errors={errors} />
      <p>
        For the account of {name}, who signs in as <strong>{email}</strong>.
      </p>
      <form class="usa-form" method="post" action={action}>
        <CsrfFieldOfSession />
        <NewPasswordFields minLength={minLength} errors={errors} />
        <button class="usa-button" type="submit">
          Set the password
        </button>
      </form>
      <p class="usa-hint">Wherever this account is signed in, it is signed out.</p>
    </Narrow>
  );
}

export function PasswordIsSet(): VNode {
  return (
    <Narrow heading="Your password is set">
      <p>The link has done its work. Sign in with your e-mail and the new password.</p>
      <p>
        <a class="usa-button" href="/sign-in">
          Sign in
        </a>
      </p>
    </Narrow>
  );
}

const WHY: Record<Exclude<OpenedLink['kind'], 'open'>, string> = {
  used: 'It was used already. If it was you, sign in with the password that you chose.',
  expired: 'It has run out.',
  replaced: 'A newer mail with another link was sent since, or the account was closed.',
  unknown:
    'It is not complete, or a newer mail with another link was sent since. Copy the whole link of the latest mail.',
};

export function LinkIsNoGood(props: {
  purpose: LinkPurpose;
  kind: Exclude<OpenedLink['kind'], 'open'>;
}): VNode {
  return (
    <Narrow heading="This link does not work">
      <p>{WHY[props.kind]}</p>
      <ul class="usa-list">
        <li>
          <a href="/sign-in">Sign in</a>, if you know your password.
        </li>
        {props.purpose === 'password-reset' ? (
          <li>
            <a href="/password-reset">Ask for another link</a>; the newest mail counts.
          </li>
        ) : (
          <li>Ask whoever invited you for another invitation; the newest mail counts.</li>
        )}
      </ul>
    </Narrow>
  );
}

export function NoPasswordsHere(): VNode {
  return (
    <Narrow heading="Sign in through the identity provider">
      <p>
        There are no passwords at this site. You sign in the way you do elsewhere at work; a
        forgotten password is dealt with there.
      </p>
      <p>
        <a class="usa-button" href="/sign-in">
          Sign in
        </a>
      </p>
    </Narrow>
  );
}
