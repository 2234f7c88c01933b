import type { Command } from 'commander';
import { type AddCommands, CommandRefused, print, type WithApp } from '../platform/cli/commands.js';
import { isDay } from '../platform/clock/calendar.js';
import { SystemClock } from '../platform/clock/clock.js';
import { officeOf, roleOf, type RoleOptions } from './command-options.js';
import { ROLES } from './permissions.js';
import { TokensService } from './tokens/tokens.service.js';
import { addUserCommands } from './user.commands.js';

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
