/** Says to the person at the terminal, in one sentence, why the program cannot go on. The application has its own of this name. */
export class StartUpError extends Error {
  name = 'StartUpError';
}

/** Notices go to stderr, so that what a command prints on stdout stays clean. */
export function notice(text) {
  process.stderr.write(`${text}\n`);
}

/** The sentence of a StartUpError; anything else is a defect and shows its stack. */
export function explain(error) {
  return error?.name === 'StartUpError' ? error.message : String(error?.stack ?? error);
}

/** The last lines of a program's output, for the end of an error message. */
export function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
