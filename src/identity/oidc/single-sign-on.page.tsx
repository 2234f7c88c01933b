import type { VNode } from 'preact';
import { withQuery } from '../../platform/pages/addresses.js';

/** Says why somebody was not let in, and what they can do. */
export function RefusedPage(props: {
  words: string;
  next: string | undefined;
  withPassword: boolean;
}): VNode {
  const { words, next, withPassword } = props;
  return (
    <div class="grid-container">
      <div class="moa-narrow">
        <h1>Not signed in</h1>
        <p role="alert">You could not be signed in, because {words}.</p>
        <p>
          <a class="usa-button" href={withQuery('/sign-in/single-sign-on', { next })}>
            Try again
          </a>
        </p>
        {withPassword && (
          <p>
            <a href={withQuery('/sign-in', { next })}>Sign in with a password of this site</a>
          </p>
        )}
        <p class="usa-hint">If it happens again, tell an administrator of this site.</p>
      </div>
    </div>
  );
}

/** The last page of a session that came by single sign-on. */
export function SignedOutPage({ providerAddress }: { providerAddress: string | undefined }): VNode {
  return (
    <div class="grid-container">
      <div class="moa-narrow">
        <h1>Signed out</h1>
        {providerAddress ? (
          <>
            <p>
              You are signed out of this site. Your agency&rsquo;s sign-in service is told next.
            </p>
            <p>
              <a class="usa-button" href={providerAddress}>
                Sign out of your agency account
              </a>
            </p>
          </>
        ) : (
          <>
            <p>
              You are signed out of this site. Your agency&rsquo;s sign-in service could not be
              told: on a shared computer, close the browser.
            </p>
            <p>
              <a href="/sign-in">Sign in again</a>
            </p>
          </>
        )}
      </div>
    </div>
  );
}
