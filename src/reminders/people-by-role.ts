import type { AccountsService } from '../identity/accounts/accounts.service.js';
import type { Recipient } from './obligation.js';

/** Asks for each person and office once a run. */
export class PeopleByRole {
  private readonly asked = new Map<string, Promise<Recipient[]>>();

  constructor(private readonly accounts: AccountsService) {}

  supervisors(officeId: string | null): Promise<Recipient[]> {
    if (!officeId) return Promise.resolve([]);
    return this.once(`office ${officeId}`, () =>
      this.accounts.findRecipients({ role: 'ero-supervisor', officeId }),
    );
  }

  leaders(): Promise<Recipient[]> {
    return this.once('leaders', () => this.accounts.findRecipients({ role: 'team-leader' }));
  }

  managers(): Promise<Recipient[]> {
    return this.once('managers', () => this.accounts.findRecipients({ role: 'program-manager' }));
  }

  person(accountId: string | undefined): Promise<Recipient[]> {
    if (!accountId) return Promise.resolve([]);
    return this.once(`person ${accountId}`, async () => {
      const person = await this.accounts.findRecipient(accountId);
      return person ? [person] : [];
    });
  }

  private once(key: string, ask: () => Promise<Recipient[]>): Promise<Recipient[]> {
    const answer = this.asked.get(key) ?? ask();
    this.asked.set(key, answer);
    return answer;
  }
}
