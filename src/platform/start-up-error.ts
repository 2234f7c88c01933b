/** What keeps the program from starting, in one sentence for the person at the terminal. */
export class StartUpError extends Error {
  override readonly name = 'StartUpError';
}
