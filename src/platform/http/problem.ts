/** One thing that is wrong with a request: where (a JSON pointer into the body, or a query parameter) and what. */
export interface ProblemItem {
  pointer?: string;
  parameter?: string;
  detail: string;
}

/** A field of a form or of a JSON body, with what is wrong with it. */
export const problemItem = ({ field, detail }: { field: string; detail: string }): ProblemItem => ({
  pointer: `/${field}`,
  parameter: field,
  detail,
});

/** An error that the client is told about, as RFC 9457 problem+json or as a page. `type` is stable: programs may rely on it. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: ProblemItem[] = [],
    /** Further members of the problem object. */
    readonly extensions: Record<string, unknown> = {},
  ) {
    super(detail);
  }

  toJson(): Record<string, unknown> {
    return {
      type: `urn:moa:problem:${this.type}`,
      title: this.title,
      status: this.status,
      detail: this.detail,
      ...(this.errors.length > 0 && { errors: this.errors }),
      ...this.extensions,
    };
  }
}

export class InvalidRequest extends Problem {
  constructor(errors: ProblemItem[]) {
    super(
      400,
      'invalid-request',
      'The request is not valid',
      errors.map((error) => error.detail).reduce(asSentences, ''),
      errors,
    );
  }
}

/** Some details are whole sentences: after a full stop a semicolon is one too many. */
const asSentences = (text: string, detail: string): string =>
  text === '' ? detail : `${text}${text.endsWith('.') ? '' : ';'} ${detail}`;

export class NotSignedIn extends Problem {
  constructor() {
    super(
      401,
      'not-signed-in',
      'Sign in first',
      'This address needs a signed-in session or an API token.',
    );
  }
}

export class NotAllowed extends Problem {
  constructor(detail = 'Your role does not allow this.') {
    super(403, 'not-allowed', 'Not allowed', detail);
  }
}

/** Somebody who signs in with a password that was given to them chooses one of their own first. */
export class PasswordChangeRequired extends Problem {
  constructor() {
    super(
      403,
      'password-change-required',
      'Choose a new password first',
      'Your password was given to you. Choose one of your own at /account/password; then everything is open.',
    );
  }
}

/** Also what lies outside one's scope: whether it exists is not told. */
export class NotFound extends Problem {
  constructor(what: string) {
    super(404, 'not-found', 'Not found', `${what} was not found.`);
  }
}

/** The request is well formed but contradicts the state or a rule. */
export class Conflict extends Problem {
  constructor(type: string, detail: string) {
    super(409, type, 'This is not possible now', detail);
  }
}

/** The thing changed since it was read. `current` is what it is now, so that both versions can be shown. */
export class Stale extends Problem {
  constructor(current: unknown) {
    super(
      412,
      'stale',
      'Somebody else changed this',
      'It was changed after you opened it. Compare, then try again.',
      [],
      { current },
    );
  }
}

export class IfMatchRequired extends Problem {
  constructor() {
    super(
      428,
      'if-match-required',
      'Which version do you mean?',
      'Send the ETag that you read in the If-Match header.',
    );
  }
}

/** `seconds` until the next attempt is looked at. */
export class TooManyRequests extends Problem {
  constructor(readonly seconds: number) {
    super(
      429,
      'too-many-requests',
      'Too many attempts',
      `Try again in ${seconds} second${seconds === 1 ? '' : 's'}.`,
    );
  }
}
