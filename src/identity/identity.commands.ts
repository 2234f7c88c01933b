import type { INestApplicationContext } from '@nestjs/common';
import { isEmail } from 'class-validator';
import type { Command } from 'commander';
import { OfficesService } from '../offices/offices.service.js';
import { type AddCommands, CommandRefused, print, type WithApp } from '../platform/cli/commands.js';
import { isDay } from '../platform/clock/calendar.js';
import { SystemClock } from '../platform/clock/clock.js';
import { AccountsService } from './accounts/accounts.service.js';
import { type Role, ROLES } from './permissions.js';
import { TokensService } from './tokens/tokens.service.js';

interface RoleOptions {
  role: string;
  name: string;
  office?: string;
}

/** `moa token` and `moa user`. */
export const identityCommands: AddCommands = (program, withApp) => {
  addTokenCommands(program, withApp);
  addUserCommands(program, withApp);
};

function addTokenCommands(program: Command, withApp: WithApp): void {
  const token = program.command('token').description('API tokens');
  token
    .command('create')
    .description('make a service account with a token; prints only the token')
    .requiredOption('--role <role>', ROLES.join(', '))
    .requiredOption('--name <name>', 'what the token is for')
    .option('--office <name>', 'field office; needed for ero-supervisor')
    .option('--expires <day>', 'last day on which it holds, such as 2027-12-31')
    .action((options: RoleOptions & { expires?: string }) =>
      withApp(async (app) => {
        if (options.expires && !isDay(options.expires))
          throw new CommandRefused(
            `--expires is ${options.expires}, which is not a day such as 2027-12-31.`,
          );
        if (options.expires && options.expires < app.get(SystemClock).moment().slice(0, 10))
          throw new CommandRefused(`--expires is ${options.expires}, which is over.`);
        const role = roleOf(options.role);
        const officeId = await officeOf(app, role, options.office);
        const secret = await app.get(TokensService).createForService({
          role,
          name: options.name,
          officeId,
          expiresOn: options.expires ?? null,
        });
        print(secret);
      }),
    );
  token
    .command('revoke')
    .description('end all tokens of a name')
    .requiredOption('--name <name>', 'the name that they were made with')
    .action((options: { name: string }) =>
      withApp(async (app) => {
        const count = await app.get(TokensService).revokeByName(options.name);
        if (count === 0) throw new CommandRefused(`No live token is called ${options.name}.`);
        print(`Revoked: ${count}.`);
      }),
    );
}

function addUserCommands(program: Command, withApp: WithApp): void {
  const user = program.command('user').description('accounts');
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
  user
    .command('create')
    .description('make an account; prints its first password')
    .requiredOption('--email <address>')
    .requiredOption('--name <name>')
    .requiredOption('--role <role>', ROLES.join(', '))
    .option('--office <name>', 'field office; needed for ero-supervisor')
    .action((options: RoleOptions & { email: string }) =>
      withApp(async (app) => {
        const accounts = app.get(AccountsService);
        if (!isEmail(options.email))
          throw new CommandRefused(`--email is ${options.email}, which is not an address.`);
        if (await accounts.findByEmail(options.email))
          throw new CommandRefused(`There is an account for ${options.email} already.`);
        const role = roleOf(options.role);
        const account = await accounts.create({
          kind: 'person',
          email: options.email,
          displayName: options.name,
          role,
          officeId: await officeOf(app, role, options.office),
        });
        print(await accounts.resetPassword(account.id));
      }),
    );
  user
    .command('reset-password')
    .description('give an account a fresh password and print it')
    .argument('<email>')
    .action((email: string) =>
      withApp(async (app) => {
        const accounts = app.get(AccountsService);
        const account = await accounts.findByEmail(email);
        if (!account) throw new CommandRefused(`There is no account for ${email}.`);
        print(await accounts.resetPassword(account.id));
      }),
    );
}

function roleOf(text: string): Role {
  const role = ROLES.find((known) => known === text);
  if (!role) throw new CommandRefused(`--role is ${text}; the roles are ${ROLES.join(', ')}.`);
  return role;
}

/** An ERO supervisor without an office would see everything, so there is none. */
async function officeOf(
  app: INestApplicationContext,
  role: Role,
  name: string | undefined,
): Promise<string | null> {
  if (!name) {
    if (role === 'ero-supervisor')
      throw new CommandRefused('--office is needed for an ero-supervisor.');
    return null;
  }
  if (role !== 'ero-supervisor')
    throw new CommandRefused(`--office is for an ero-supervisor; the role is ${role}.`);
  const office = await app.get(OfficesService).find(name);
  if (!office) throw new CommandRefused(`--office is ${name}, which is no field office.`);
  return office.id;
}
