import type { VNode } from 'preact';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { ErrorSummary, type FieldError } from '../../platform/pages/error-summary.js';
import { TextAreaField, TextField } from '../../platform/pages/fields.js';
import { MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import { SummaryList } from '../../platform/pages/summary-list.js';
import { errorOf } from '../accounts/form-errors.js';
import type { IdentityLine } from './external-identities.service.js';
import { IDENTITIES_PATH } from './external-identity-list.page.js';
import { identityName } from './identity-subject.js';

/** Links an identity that waits, or links it to another account. */
export function LinkPage(props: {
  identity: IdentityLine;
  typed: { email: string; reason: string };
  errors: FieldError[];
}): VNode {
  const { identity, typed, errors } = props;
  const name = identityName(identity);
  return (
    <Frame title={`Link ${name}`} identity={identity} errors={errors}>
      <p>
        {identity.accountName
          ? `${identity.accountName} is signed out everywhere, and ${name} does not get into that account any more. `
          : ''}
        From the next sign-in on, {name} is the account that you name. Whoever is signed in to it is
        signed out. Its role, field office and name then follow the groups at the agency.
      </p>
      <form class="usa-form" method="post" action={`${IDENTITIES_PATH}/${identity.id}/link`}>
        <CsrfField />
        <SeenLink identity={identity} />
        <TextField
          name="email"
          label="E-mail of the account here"
          hint="Make sure first that both belong to the same person: an agency account may have got its e-mail address from somebody else."
          value={typed.email}
          error={errorOf(errors, 'email')}
          isRequired
        />
        <Reason value={typed.reason} errors={errors} />
        <button class="usa-button" type="submit">
          Link
        </button>
      </form>
    </Frame>
  );
}

/** Asks once before an identity opens nothing any more. */
export function UnlinkPage(props: {
  identity: IdentityLine;
  reason: string;
  errors: FieldError[];
}): VNode {
  const { identity, reason, errors } = props;
  const name = identityName(identity);
  return (
    <Frame title={`Unlink ${name}`} identity={identity} errors={errors}>
      {identity.accountId === null ? (
        <p>It is not linked to an account.</p>
      ) : (
        <>
          <p>
            {identity.accountName} is signed out everywhere. {name} is not let in with the agency
            account until an administrator links it again. The account here stays, with what was
            done by it.
          </p>
          <form class="usa-form" method="post" action={`${IDENTITIES_PATH}/${identity.id}/unlink`}>
            <CsrfField />
            <SeenLink identity={identity} />
            <Reason value={reason} errors={errors} />
            <button class="usa-button usa-button--secondary" type="submit">
              Unlink {name}
            </button>
          </form>
        </>
      )}
    </Frame>
  );
}

function Frame(props: {
  title: string;
  identity: IdentityLine;
  errors: FieldError[];
  children: VNode | VNode[];
}): VNode {
  const { title, identity, errors, children } = props;
  const { timeZone } = useRender();
  return (
    <div class="grid-container">
      <Breadcrumb items={[{ label: 'Agency accounts', path: IDENTITIES_PATH }, { label: title }]} />
      <h1>{title}</h1>
      <ErrorSummary errors={errors} />
      <SummaryList
        facts={[
          ['Name at the agency', identity.nameAsTold ?? 'not told'],
          ['E-mail at the agency', identity.emailAsTold ?? 'not told'],
          ['Identity provider', identity.issuer],
          ['Known there as', identity.subject],
          ['First seen', <MomentTime moment={identity.firstSeenAt} timeZone={timeZone} />],
          ['Last seen', <MomentTime moment={identity.lastSeenAt} timeZone={timeZone} />],
          [
            'Account here',
            identity.accountName
              ? `${identity.accountName}, ${identity.accountEmail ?? 'no e-mail'}`
              : 'waits for a link',
          ],
        ]}
      />
      {children}
      <p>
        <a href={IDENTITIES_PATH}>Leave it as it is</a>
      </p>
    </div>
  );
}

const SeenLink = ({ identity }: { identity: IdentityLine }): VNode => (
  <input type="hidden" name="seenAccountId" value={identity.accountId ?? ''} />
);

function Reason({ value, errors }: { value: string; errors: FieldError[] }): VNode {
  return (
    <TextAreaField
      name="reason"
      label="Reason"
      hint="It stands in the audit."
      value={value}
      error={errorOf(errors, 'reason')}
      isRequired
    />
  );
}
