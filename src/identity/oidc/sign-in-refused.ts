/** Somebody who came by single sign-on is not let in. */
export class SignInRefused extends Error {
  /**
   * @param words continues the sentence “You could not be signed in, because …”; for the page
   * @param why for the audit and the log, which say more than the page
   * @param status of the page
   */
  constructor(
    readonly words: string,
    readonly why: string,
    readonly status = 403,
  ) {
    super(why);
  }
}

/** The provider cannot be reached; everything else works on. */
export const providerAway = (why: string): SignInRefused =>
  new SignInRefused('your agency’s sign-in service does not answer', why, 503);
