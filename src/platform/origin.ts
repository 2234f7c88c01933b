import { AsyncLocalStorage } from 'node:async_hooks';
import type { Viewer } from './http/viewer.js';

/** What asked for something: a person's browser or program, a job, a command at the terminal, the program's own start. */
export type OriginKind = 'person' | 'service' | 'job' | 'command' | 'start' | 'stranger';

/** From where an action comes. */
export interface Origin {
  readonly kind: 'request' | 'job' | 'command' | 'start';
  /** Name of the job, or who runs the command. */
  readonly name: string;
  /** Network address of a request, host name of a command. */
  readonly address: string | null;
  readonly requestId: string | null;
  /** Known once the request's session or token was looked up. */
  readonly viewer: Viewer | undefined;
}

const START: Origin = {
  kind: 'start',
  name: 'the program',
  address: null,
  requestId: null,
  viewer: undefined,
};

const current = new AsyncLocalStorage<Origin>();

/** Runs `work`; whatever it calls, however late, comes from this origin. */
export const fromOrigin = <Result>(origin: Origin, work: () => Result): Result =>
  current.run(origin, work);

/** Where the present action comes from. What no request, job or command asked for comes from the program's start. */
export const currentOrigin = (): Origin => current.getStore() ?? START;
