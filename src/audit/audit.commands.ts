import { once } from 'node:events';
import type { Command } from 'commander';
import {
  type AddCommands,
  CommandRefused,
  print,
  printJson,
  type WithApp,
} from '../platform/cli/commands.js';
import { readGivenFile, writeGivenFile } from '../platform/cli/given-files.js';
import { isDay } from '../platform/clock/calendar.js';
import { AuditExport } from './audit-export.js';
import { type ExportedHead, AuditVerification } from './audit-verification.js';
import { isExportedHead, verificationText } from './verification-words.rules.js';

/** `moa audit`: what whoever runs the machine, and whoever inspects it, needs of the audit. */
export const auditCommands: AddCommands = (program, withApp) => {
  const audit = program.command('audit').description('the audit: verify, sign, export');
  addVerify(audit, withApp);
  addHead(audit, withApp);
  addExport(audit, withApp);
};

function addVerify(audit: Command, withApp: WithApp): void {
  audit
    .command('verify')
    .description('read the whole audit again; exit code 1 when anything in it was changed')
    .option(
      '--head <file>',
      'a signed head that was kept elsewhere: the audit must still contain it',
    )
    .option('--json', 'print the result as one JSON document')
    .action((options: { head?: string; json?: boolean }) =>
      withApp(async (app) => {
        const head = options.head === undefined ? undefined : readHead(options.head);
        const result = await app.get(AuditVerification).verify(head);
        if (options.json) printJson(result);
        if (result.flaw) throw new CommandRefused(verificationText(result));
        if (!options.json) print(verificationText(result));
      }),
    );
}

function addHead(audit: Command, withApp: WithApp): void {
  audit
    .command('head')
    .description('the end of the audit, signed: keep it elsewhere, and verify against it later')
    .option('--out <file>', 'write it to a file instead')
    .action((options: { out?: string }) =>
      withApp(async (app) => {
        const head = await app.get(AuditVerification).exportHead();
        if (options.out === undefined) {
          printJson(head);
          return;
        }
        writeGivenFile(options.out, `${JSON.stringify(head, null, 2)}\n`);
        print(`The head of entry ${head.sequence} is in ${options.out}.`);
      }),
    );
}

function addExport(audit: Command, withApp: WithApp): void {
  audit
    .command('export')
    .description('the entries as JSON lines, the oldest first')
    .option('--from <day>', 'first day, UTC, such as 2027-01-01')
    .option('--until <day>', 'last day, UTC')
    .action((options: { from?: string; until?: string }) =>
      withApp(async (app) => {
        for (const name of ['from', 'until'] as const) {
          const day = options[name];
          if (day !== undefined && !isDay(day))
            throw new CommandRefused(`--${name} is ${day}, which is not a day such as 2027-01-01.`);
        }
        const told = { path: 'moa audit export', name: 'audit.jsonl' };
        for await (const line of await app.get(AuditExport).export(options, told))
          if (!process.stdout.write(line)) await once(process.stdout, 'drain');
      }),
    );
}

function readHead(file: string): ExportedHead {
  const text = readGivenFile(file).toString('utf8');
  let head: unknown;
  try {
    head = JSON.parse(text);
  } catch (error) {
    throw new CommandRefused(`${file} cannot be read: ${(error as Error).message}`);
  }
  if (!isExportedHead(head))
    throw new CommandRefused(`${file} is not a head that \`moa audit head\` wrote.`);
  return head;
}
