import { Injectable } from '@nestjs/common';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { Policy } from '../../platform/config/policy.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { knownWords, objectionToPassword, type PasswordOwner } from './password.rules.js';

/** Fewer guesses than 10^10 are made within a day by somebody who got hold of the hash: the estimator's highest score. */
const LEAST_SCORE = 4;

/** The estimator looks at so much: a longer password is judged by its beginning, and costs no more time. */
const JUDGED_LENGTH = 64;

/** Spellings such as `p4$$word` that are tried; the default of 100 lets one password hold up the server for a second. */
const SPELLINGS_TRIED = 10;

/** Whether a password is good enough to guard an account. */
@Injectable()
export class PasswordStrength {
  private estimator: Promise<ZxcvbnFactory> | undefined;

  constructor(private readonly policy: Policy) {}

  /**
   * @param field the form's field that the objection is about
   * @throws InvalidRequest (400) that says in words what to do about it
   */
  async demand(password: string, owner: PasswordOwner, field: string): Promise<void> {
    const objection =
      objectionToPassword(password, owner, this.policy.identity.passwords.minLength) ??
      (await this.weaknessOf(password, owner));
    if (objection)
      throw new InvalidRequest([{ pointer: `/${field}`, parameter: field, detail: objection }]);
  }

  private async weaknessOf(password: string, owner: PasswordOwner): Promise<string | undefined> {
    this.estimator ??= makeEstimator();
    const estimator = await this.estimator;
    const { score, feedback } = estimator.check(password.normalize('NFKC'), knownWords(owner));
    if (score >= LEAST_SCORE) return undefined;
    const why = feedback.warning ?? 'It would be guessed soon.';
    return `This password is too easy to guess. ${why} Four or five words that nobody would put together are better.`;
  }
}

/** Loaded when somebody first chooses a password: the lists of common ones take some 40 MB. */
async function makeEstimator(): Promise<ZxcvbnFactory> {
  const [core, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
    l33tMaxSubstitutions: SPELLINGS_TRIED,
    maxLength: JUDGED_LENGTH,
  });
}
