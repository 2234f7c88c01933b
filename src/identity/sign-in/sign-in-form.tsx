import type { VNode } from 'preact';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary, type FieldError } from '../../platform/pages/error-summary.js';
import { useRender } from '../../platform/pages/render-context.js';

/** The page on which people say who they are. */
export function SignInForm(props: {
  next?: string | undefined;
  email?: string;
  errors?: FieldError[];
}): VNode {
  const { next, email, errors = [] } = props;
  return (
    <div class="grid-container">
      <div class="moa-narrow">
        <h1>Sign in</h1>
        <ErrorSummary errors={errors} />
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
        <WhereThePasswordsAre />
      </div>
    </div>
  );
}

function WhereThePasswordsAre(): VNode {
  if (!useRender().isDemo)
    return <p class="usa-hint">No account, or a lost password? Ask an administrator.</p>;
  return (
    <p class="usa-hint">
      The demonstration printed one account per role, with its password, in the terminal at its
      first start. <code>npm run moa -- user reset-password E-MAIL</code> prints a new password.
    </p>
  );
}
