import type { VNode } from 'preact';
import { withQuery } from '../../platform/pages/addresses.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary, type FieldError } from '../../platform/pages/error-summary.js';
import { useRender } from '../../platform/pages/render-context.js';

/** How people may say who they are at this installation: at least one of the two. */
export interface SignInWays {
  withPassword: boolean;
  withProvider: boolean;
}

interface SignInView {
  ways: SignInWays;
  next?: string | undefined;
  email?: string;
  errors?: FieldError[];
}

/** The page on which people say who they are. */
export function SignInForm(view: SignInView): VNode {
  const { ways, next, errors = [] } = view;
  return (
    <div class="grid-container">
      <div class="moa-narrow">
        <h1>Sign in</h1>
        <ErrorSummary errors={errors} />
        {ways.withProvider && (
          <p>
            <a class="usa-button" href={withQuery('/sign-in/single-sign-on', { next })}>
              Sign in with your agency account
            </a>
          </p>
        )}
        {ways.withProvider && ways.withPassword && <h2>Or with a password of this site</h2>}
        {ways.withPassword && <PasswordForm {...view} />}
      </div>
    </div>
  );
}

function PasswordForm({ next, email }: SignInView): VNode {
  return (
    <>
      <form class="usa-form" method="post" action="/sign-in">
        <CsrfField />
        {next && <input type="hidden" name="next" value={next} />}
        <label class="usa-label" for="email">
          E-mail
        </label>
        <input
          class="usa-input"
          id="email"
          name="email"
          type="email"
          autocomplete="username"
          required
          value={email}
        />
        <label class="usa-label" for="password">
          Password
        </label>
        <input
          class="usa-input"
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
        />
        <button class="usa-button" type="submit">
          Sign in
        </button>
      </form>
      <p>
        <a href="/password-reset">Forgot your password?</a>
      </p>
      <WhereThePasswordsAre />
    </>
  );
}

function WhereThePasswordsAre(): VNode {
  if (!useRender().isDemo)
    return <p class="usa-hint">No account? Ask an administrator to invite you.</p>;
  return (
    <p class="usa-hint">
      The demonstration printed one account per role, with its password, in the terminal at its
      first start. <code>npm run moa -- user reset-password E-MAIL</code> prints a new password.
    </p>
  );
}
