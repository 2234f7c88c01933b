import type { VNode } from 'preact';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary, type FieldError } from '../../platform/pages/error-summary.js';
import { AccountFields } from './account-fields.js';
import { errorOf } from './form-errors.js';
import { TypedField } from './typed-field.js';

/** Where somebody gets an account. */
export function InvitationPage(props: {
  typed: { email: string; displayName: string; role: string; fieldOffice: string };
  errors: FieldError[];
  offices: string[];
  hasLocalSignIn: boolean;
}): VNode {
  const { typed, errors, offices, hasLocalSignIn } = props;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Admin', path: '/admin' },
          { label: 'Accounts', path: '/admin/accounts' },
          { label: 'Invite somebody' },
        ]}
      />
      <div class="moa-narrow">
        <h1>Invite somebody</h1>
        <ErrorSummary errors={errors} />
        <p>
          {hasLocalSignIn
            ? 'They get a mail with a link to choose a password. You never see it.'
            : 'They get a mail that says where to sign in. They use the identity provider.'}{' '}
          <a href="/help/roles">What each role may do</a>
        </p>
        <form class="usa-form" method="post" action="/admin/accounts/invite">
          <CsrfField />
          <TypedField
            type="email"
            name="email"
            label="E-mail"
            autocomplete="off"
            value={typed.email}
            error={errorOf(errors, 'email')}
            maxLength={255}
          />
          <AccountFields typed={typed} errors={errors} offices={offices} />
          <button class="usa-button" type="submit">
            Send the invitation
          </button>
        </form>
      </div>
    </div>
  );
}
