import { Injectable } from '@nestjs/common';
import { FieldOffice } from '../../offices/office.entity.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Installation } from '../../platform/installation/installation.js';
import { Account } from '../account.entity.js';
import { AccountsService } from './accounts.service.js';
import { type Role, ROLE_NAMES, ROLES } from '../permissions.js';

const GIVEN_FACT = 'demo-passwords-given';

/** The demonstration's supervisor works here: the office with most agreements of 2012 after Washington. */
const SUPERVISOR_OFFICE = 'Atlanta';

export interface DemoCredential {
  role: Role;
  email: string;
  password: string;
}

/** One account per role that a visitor of the demonstration can sign in with. */
@Injectable()
export class DemoCredentials {
  constructor(
    private readonly accounts: AccountsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly installation: Installation,
  ) {}

  /** At the first start: fresh random passwords, one account per role. Later: undefined, they were given. */
  async giveOnce(): Promise<DemoCredential[] | undefined> {
    if (await this.installation.read(GIVEN_FACT)) return undefined;
    const credentials: DemoCredential[] = [];
    for (const role of ROLES) {
      const account = await this.accountFor(role);
      const password = await this.accounts.resetPassword(account.id, false);
      credentials.push({ role, email: account.email ?? '', password });
    }
    await this.installation.remember(GIVEN_FACT, 'yes');
    return credentials;
  }

  private async accountFor(role: Role): Promise<Account> {
    const office = await this.unitOfWork
      .reading()
      .findOneBy(FieldOffice, { name: SUPERVISOR_OFFICE });
    const officeId = role === 'ero-supervisor' ? (office?.id ?? null) : null;
    const known = await this.unitOfWork.reading().find(Account, {
      where: { role, kind: 'person', isSample: true, ...(officeId && { officeId }) },
      order: { displayName: 'ASC' },
      take: 1,
    });
    return (
      known[0] ??
      this.accounts.create({
        kind: 'person',
        email: `${role}@demo.example`,
        displayName: `${ROLE_NAMES[role]} 1`,
        role,
        officeId,
        isSample: true,
      })
    );
  }
}

/** What the terminal shows: the table of accounts at the first start, a hint at every later one. */
export function credentialNotice(credentials: DemoCredential[] | undefined): string {
  if (!credentials)
    return 'The passwords were shown at the first start. A new one: npm run moa -- user reset-password E-MAIL';
  const rows = [
    ['role', 'e-mail', 'password'],
    ...credentials.map(({ role, email, password }) => [role, email, password]),
  ];
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return ['Sign in with one of these accounts; the passwords are shown this once:', ...lines].join(
    '\n  ',
  );
}
