import type { INestApplicationContext } from '@nestjs/common';
import { isEmail } from 'class-validator';
import type { Command } from 'commander';
import { CommandRefused, print, type WithApp } from '../platform/cli/commands.js';
import type { Account } from './account.entity.js';
import { AccountsService } from './accounts/accounts.service.js';
import { OneTimeLinks } from './accounts/one-time-links.service.js';
import { SessionsService } from './accounts/sessions.service.js';
import { officeOf, refusing, roleOf, type RoleOptions } from './command-options.js';
import { HandOverService } from './hand-over/hand-over.service.js';
import { NO_CHOICES } from './hand-over/hand-over.rules.js';
import { ROLES } from './permissions.js';

type NewUserOptions = RoleOptions & { email: string };

/** `moa user`: accounts at the terminal. */
export function addUserCommands(program: Command, withApp: WithApp): void {
  const user = program.command('user').description('accounts');
  addList(user, withApp);
  newUserCommand(user, 'create', 'make an account; prints its first password').action(
    (options: NewUserOptions) =>
      withApp(async (app) => {
        const { id } = await createUser(app, options);
        print(await app.get(AccountsService).resetPassword(id));
      }),
  );
  newUserCommand(user, 'invite', 'make an account and mail its owner a link').action(
    (options: NewUserOptions) =>
      withApp(async (app) => {
        const { id } = await createUser(app, options);
        await app.get(OneTimeLinks).requestLink(id, 'invitation');
        print(`Invited: ${options.email}. The mail leaves once a worker runs.`);
      }),
  );
  addPasswordAndSessions(user, withApp);
  addEnding(user, withApp);
}

function addList(user: Command, withApp: WithApp): void {
  user
    .command('list')
    .description('all accounts')
    .action(() =>
      withApp(async (app) => {
        for (const account of await app.get(AccountsService).list())
          print(
            [
              account.role,
              account.email ?? '(service)',
              account.displayName,
              account.isActive ? '' : 'inactive',
            ]
              .join('\t')
              .trimEnd(),
          );
      }),
    );
}

function addPasswordAndSessions(user: Command, withApp: WithApp): void {
  user
    .command('reset-password')
    .description(
      'give an account a fresh password and print it; it is changed at the first sign-in',
    )
    .argument('<email>')
    .action((email: string) =>
      withApp(async (app) => {
        const { id } = await accountOf(app, email);
        print(await app.get(AccountsService).resetPassword(id));
      }),
    );
  user
    .command('sign-out')
    .description('end all sessions of an account')
    .argument('<email>')
    .action((email: string) =>
      withApp(async (app) => {
        const { id } = await accountOf(app, email);
        print(`Sessions ended: ${await app.get(SessionsService).endAll(id)}.`);
      }),
    );
}

function addEnding(user: Command, withApp: WithApp): void {
  user
    .command('deactivate')
    .description('end an account that has no open work')
    .argument('<email>')
    .requiredOption('--reason <text>', 'why; the audit keeps it')
    .action((email: string, { reason }: { reason: string }) =>
      withApp(async (app) => {
        const { id } = await accountOf(app, email);
        await refuseOpenWork(app, id);
        await refusing(() => app.get(HandOverService).depart(id, NO_CHOICES, reason));
        print(`Deactivated: ${email}.`);
      }),
    );
  user
    .command('reactivate')
    .description('let somebody in again; revoked tokens stay revoked')
    .argument('<email>')
    .option('--reason <text>', 'why; the audit keeps it')
    .action((email: string, { reason }: { reason?: string }) =>
      withApp(async (app) => {
        const { id } = await accountOf(app, email);
        await refusing(() => app.get(AccountsService).reactivate(id, reason));
        print(`Reactivated: ${email}.`);
      }),
    );
}

const newUserCommand = (user: Command, name: string, description: string): Command =>
  user
    .command(name)
    .description(description)
    .requiredOption('--email <address>')
    .requiredOption('--name <name>')
    .requiredOption('--role <role>', ROLES.join(', '))
    .option('--office <name>', 'field office; needed for ero-supervisor');

async function createUser(app: INestApplicationContext, options: NewUserOptions): Promise<Account> {
  const accounts = app.get(AccountsService);
  if (!isEmail(options.email))
    throw new CommandRefused(`--email is ${options.email}, which is not an address.`);
  if (await accounts.findByEmail(options.email))
    throw new CommandRefused(`There is an account for ${options.email} already.`);
  const role = roleOf(options.role);
  const officeId = await officeOf(app, role, options.office);
  const { email, name: displayName } = options;
  return accounts.create({ kind: 'person', email, displayName, role, officeId });
}

async function accountOf(app: INestApplicationContext, email: string): Promise<Account> {
  const account = await app.get(AccountsService).findByEmail(email);
  if (!account) throw new CommandRefused(`There is no account for ${email}.`);
  return account;
}

/** Who takes what is chosen on a page; a command only says how much there is. */
async function refuseOpenWork(app: INestApplicationContext, accountId: string): Promise<void> {
  const work = await app.get(HandOverService).openWork(accountId);
  const items = work.flatMap((source) => source.items);
  if (items.length === 0) return;
  const [first] = items;
  throw new CommandRefused(
    `There is open work: ${first?.label ?? ''}${items.length > 1 ? ` and ${items.length - 1} more` : ''}. Hand it on at /admin/accounts/${accountId}/departure.`,
  );
}
