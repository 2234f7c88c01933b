import 'reflect-metadata';
import { hostname, userInfo } from 'node:os';
import { pathToFileURL } from 'node:url';
import { Command, CommanderError } from 'commander';
import { operationCommands } from './admin/operation.commands.js';
import { createContext, installData } from './app.js';
import { auditCommands } from './audit/audit.commands.js';
import { identityCommands } from './identity/identity.commands.js';
import { CommandRefused, print, type AddCommands, type WithApp } from './platform/cli/commands.js';
import { readSettings, type Settings } from './platform/config/settings.js';
import { migrate, pendingMigrations } from './platform/db/migrator.js';
import { InstallationSteps } from './platform/installation/installation-steps.js';
import { fromOrigin, type Origin } from './platform/origin.js';
import { StartUpError } from './platform/start-up-error.js';
import { planCommands } from './planning/plan.commands.js';
import { planYearCommand } from './planning/plan-year.command.js';
import { recommendationCommands } from './recommendations/recommendations.commands.js';
import { importCommands } from './registry/lists/list-import.commands.js';
import { censusCommands } from './registry/census.commands.js';
import { reconcileCommands } from './registry/reconciliation/reconcile.commands.js';
import { exportCommands } from './registry/export.commands.js';
import { requirementsCommands } from './requirements/requirements.commands.js';

/** The features' commands, in the order in which `moa --help` lists them. */
const commands: AddCommands[] = [
  operationCommands,
  identityCommands,
  auditCommands,
  censusCommands,
  exportCommands,
  importCommands,
  reconcileCommands,
  planCommands,
  planYearCommand,
  recommendationCommands,
  requirementsCommands,
];

/**
 * Runs the `moa` command.
 * @param argv the arguments after `moa`
 * @returns the exit code: 0 done, 1 refused
 */
export async function run(argv: string[]): Promise<number> {
  const program = new Command('moa')
    .description('The 287(g) registry and inspection scheduler')
    .showHelpAfterError()
    // What stands behind a command is its own, also where a command above has an option of that name.
    .enablePositionalOptions()
    .exitOverride();
  addMigrateCommand(program);
  for (const add of commands) add(program, withApp);
  try {
    await fromOrigin(terminal(argv), () => program.parseAsync(argv, { from: 'user' }));
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (error instanceof CommandRefused || error instanceof StartUpError) {
      process.stderr.write(`${error.message}\n`);
      return error instanceof CommandRefused ? error.exitCode : 1;
    }
    process.stderr.write(`${String((error as Error).stack)}\n`);
    return 1;
  }
}

/** A command is done by whoever runs it on this machine. Its arguments may hold names, so only the command is told. */
const terminal = (argv: string[]): Origin => ({
  kind: 'command',
  name: `${userInfo().username}, moa ${argv
    .filter((part) => /^[a-z-]+$/.test(part))
    .slice(0, 2)
    .join(' ')}`,
  address: hostname(),
  requestId: null,
  viewer: undefined,
});

/** The one command that may meet a database of an older version. */
function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description(
      'bring the database to this version; installs models, field offices, the requirement catalogue and the OIG ledger',
    )
    .action(async () => {
      const settings = commandSettings();
      const applied = await migrate(settings);
      const app = await createContext(settings);
      try {
        const installed = await app.get(InstallationSteps).install('reference');
        const done = [...applied, ...installed];
        print(done.length > 0 ? `Applied: ${done.join(', ')}.` : 'The database is up to date.');
      } finally {
        await app.close();
      }
    });
}

const commandSettings = (): Settings => readSettings({ MOA_LOG_LEVEL: 'error', ...process.env });

/** In the demonstration a command finds a migrated and seeded database, whether or not the site was ever started. */
const withApp: WithApp = async (work) => {
  const settings = commandSettings();
  if (settings.isDemo) await migrate(settings);
  else if (await pendingMigrations(settings))
    throw new StartUpError(
      'The database has not been migrated to this version: run `moa migrate` first.',
    );
  const app = await createContext(settings);
  try {
    await installData(app, settings);
    await work(app);
  } finally {
    await app.close();
  }
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exit(await run(process.argv.slice(2)));
