import type { VNode } from 'preact';
import type { Day } from '../../platform/clock/calendar.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { DataTable } from '../../platform/pages/data-table.js';
import { EmptyState } from '../../platform/pages/empty-state.js';
import { ErrorSummary, type FieldError } from '../../platform/pages/error-summary.js';
import { DateField, SelectField, TextField } from '../../platform/pages/fields.js';
import { dayText, DayTime, MomentTime } from '../../platform/pages/format.js';
import { useRender } from '../../platform/pages/render-context.js';
import type { ApiToken } from '../account.entity.js';
import { errorOf } from '../accounts/form-errors.js';
import { ReachFields } from './reach-fields.js';
import type { TokenInput } from './token.rules.js';

const OWN_ACCOUNT = { label: 'Your account', path: '/account' };
const OWN_TOKENS = { label: 'API tokens', path: '/account/tokens' };

export function OwnTokenList(props: {
  tokens: ApiToken[];
  today: Day;
  /** id → name */
  offices: Map<string, string>;
}): VNode {
  const { tokens } = props;
  return (
    <div class="grid-container">
      <Breadcrumb items={[OWN_ACCOUNT, { label: OWN_TOKENS.label }]} />
      <h1>API tokens</h1>
      <p>
        With a token a program acts for you, through the <a href="/api/docs">API</a>. It never may
        more than you may yourself at that moment.
      </p>
      <p>
        <a class="usa-button" href="/account/tokens/new">
          Make a token
        </a>
      </p>
      {tokens.length === 0 ? (
        <EmptyState>
          You have no tokens. Make one for each program, so that each can be revoked alone.
        </EmptyState>
      ) : (
        <OwnTokenTable {...props} />
      )}
    </div>
  );
}

function OwnTokenTable(props: {
  tokens: ApiToken[];
  today: Day;
  offices: Map<string, string>;
}): VNode {
  const { tokens, today, offices } = props;
  const { timeZone } = useRender();
  return (
    <DataTable
      caption="Your tokens, latest first"
      isCaptionHidden
      rows={tokens}
      keyOf={({ id }) => id}
      columns={[
        { header: 'Name', isRowHeader: true, cell: ({ name }) => name },
        { header: 'Ends in', cell: ({ hint }) => (hint ? <code>…{hint}</code> : 'not known') },
        { header: 'May', cell: ({ permissions }) => permissions?.join(', ') ?? 'all that you may' },
        {
          header: 'Field office',
          cell: ({ officeId }) => (officeId ? (offices.get(officeId) ?? officeId) : 'as you'),
        },
        {
          header: 'Made',
          cell: ({ createdAt }) => <MomentTime moment={createdAt} timeZone={timeZone} />,
        },
        {
          header: 'Holds until the end of',
          cell: ({ expiresAt }) => <Expiry expiresAt={expiresAt} today={today} />,
        },
        {
          header: 'Last used',
          cell: ({ lastUsedAt }) =>
            lastUsedAt ? <MomentTime moment={lastUsedAt} timeZone={timeZone} /> : 'never',
        },
        {
          header: 'Revoke',
          cell: ({ id, name, revokedAt }) =>
            revokedAt ? (
              <>
                revoked <MomentTime moment={revokedAt} timeZone={timeZone} />
              </>
            ) : (
              <a href={`/account/tokens/${id}/revocation`} aria-label={`Revoke ${name}`}>
                Revoke
              </a>
            ),
        },
      ]}
    />
  );
}

function Expiry({ expiresAt, today }: Pick<ApiToken, 'expiresAt'> & { today: Day }): VNode {
  const day = expiresAt?.slice(0, 10) ?? null;
  return (
    <>
      <DayTime day={day} />
      {day !== null && day < today && ' (over)'}
    </>
  );
}

export function OwnTokenForm(props: {
  viewer: Viewer;
  typed: TokenInput;
  errors: FieldError[];
  latestExpiry: Day;
  /** Names to which it can be narrowed; empty = the viewer sees one anyway. */
  offices: string[];
}): VNode {
  const { viewer, typed, errors, latestExpiry, offices } = props;
  return (
    <div class="grid-container">
      <Breadcrumb items={[OWN_ACCOUNT, OWN_TOKENS, { label: 'Make a token' }]} />
      <div class="moa-narrow">
        <h1>Make a token</h1>
        <ErrorSummary errors={errors} />
        <form class="usa-form usa-form--large" method="post" action="/account/tokens">
          <CsrfField />
          <TokenNameAndExpiry typed={typed} errors={errors} latestExpiry={latestExpiry} />
          <ReachFields held={viewer.permissions} typed={typed} errors={errors} />
          {offices.length > 0 && (
            <SelectField
              name="fieldOffice"
              label="Field office"
              value={typed.fieldOffice}
              anyLabel="Every field office"
              hint="The token sees only the agreements of this one."
              options={offices.map((name) => ({ value: name, label: name }))}
              error={errorOf(errors, 'fieldOffice')}
            />
          )}
          <button class="usa-button" type="submit">
            Make the token
          </button>
        </form>
      </div>
    </div>
  );
}

/** What every form for a token asks. */
export function TokenNameAndExpiry(props: {
  typed: Pick<TokenInput, 'name' | 'expiresOn'>;
  errors: FieldError[];
  latestExpiry: Day;
}): VNode {
  const { typed, errors, latestExpiry } = props;
  return (
    <>
      <TextField
        name="name"
        label="Name"
        hint="What uses it, such as the name of the program."
        value={typed.name}
        error={errorOf(errors, 'name')}
        isRequired
      />
      <DateField
        name="expiresOn"
        label="Last day on which it holds"
        hint={`At the latest ${dayText(latestExpiry)}, by the real calendar; set by this installation.`}
        value={typed.expiresOn}
        error={errorOf(errors, 'expiresOn')}
        isRequired
      />
    </>
  );
}

/** Asks once before a token is revoked. */
export function OwnTokenRevocation({ token }: { token: ApiToken }): VNode {
  const { name, hint } = token;
  return (
    <div class="grid-container">
      <Breadcrumb items={[OWN_ACCOUNT, OWN_TOKENS, { label: `Revoke ${name}` }]} />
      <div class="moa-narrow">
        <h1>Revoke the token {name}</h1>
        <p>
          Programs that use it{hint && ` (it ends in ${hint})`} are refused from now on. It cannot
          be taken back; you can make a new one.
        </p>
        <form class="moa-actions" method="post" action={`/account/tokens/${token.id}/revocation`}>
          <CsrfField />
          <button class="usa-button usa-button--secondary" type="submit">
            Revoke the token
          </button>
          <a href="/account/tokens">Keep it</a>
        </form>
      </div>
    </div>
  );
}
