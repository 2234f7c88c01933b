import { CommandRefused } from '../platform/cli/commands.js';

/** The number that an option was given. @throws CommandRefused naming the option and its limits */
export function numberOption(
  option: string,
  text: string,
  { least, most }: { least: number; most: number },
): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= least && number <= most))
    throw new CommandRefused(`${option} must be a number from ${least} to ${most}, not "${text}".`);
  return number;
}

/** The same of a whole number. */
export function wholeNumberOption(
  option: string,
  text: string,
  limits: { least: number; most: number },
): number {
  const number = numberOption(option, text, limits);
  if (!Number.isInteger(number))
    throw new CommandRefused(`${option} must be a whole number, not "${text}".`);
  return number;
}

/** 32 bits: what the generators of random numbers take. */
export const SEEDS = { least: 0, most: 0xffff_ffff };
