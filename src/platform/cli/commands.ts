import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';

/** Runs some work in the application, without its web server, and closes it again. */
export type WithApp = (work: (app: INestApplicationContext) => Promise<void>) => Promise<void>;

/** Adds a feature's commands to `moa`. */
export type AddCommands = (program: Command, withApp: WithApp) => void;

/** Refuses a command with one sentence on stderr. Exit code 1 unless it says otherwise. */
export class CommandRefused extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** The command's answer: the only thing that goes to stdout. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}
