import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { CommandRefused } from '../platform/cli/commands.js';
import { isDay, readMoment } from '../platform/clock/calendar.js';
import type { Standpoint } from './known-at.rules.js';
import { Standpoints } from './standpoints.js';

export interface StandpointOptions {
  asOf?: string;
  knownAt?: string;
}

/** Adds the two options that say from where a command looks at the register. */
export const addStandpointOptions = (command: Command): Command =>
  command
    .option('--as-of <day>', 'a day such as 2012-06-25; today if absent')
    .option(
      '--known-at <moment>',
      'what the register would have said then: 2012-06-25T16:00:00Z, or a day for its end; now if absent',
    );

/**
 * The standpoint that the options name, once there is an application whose clock and policy can be asked.
 * @throws CommandRefused, before anything is started, for what names no day or no moment
 */
export function standpointOf({
  asOf,
  knownAt,
}: StandpointOptions): (app: INestApplicationContext) => Standpoint {
  if (asOf !== undefined && !isDay(asOf))
    throw new CommandRefused(
      `--as-of must be a day of the calendar such as 2012-06-25, not "${asOf}".`,
    );
  if (knownAt !== undefined && !isDay(knownAt) && readMoment(knownAt) === undefined)
    throw new CommandRefused(
      `--known-at must be a day such as 2012-06-25 or a moment such as 2012-06-25T16:00:00Z, not "${knownAt}".`,
    );
  return (app) => app.get(Standpoints).of({ asOf, knownAt });
}
