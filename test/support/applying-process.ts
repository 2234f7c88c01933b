import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { startSourceProcess } from './source-process.js';
import type { TestApp } from './test-app.js';

/** An import to apply, and before which statement the process does what: the beginning of the statement's text. */
export interface Application {
  importId: string;
  diesBefore?: string;
  holdsBefore?: string;
}

/** A process of its own that applies imports of the test's database; see `apply-list-in-child.ts`. */
export class ApplyingProcess {
  private readonly child: ReturnType<typeof startSourceProcess>;
  private readonly lines: AsyncIterator<string>;
  private readonly ended: Promise<unknown>;

  constructor(moa: TestApp) {
    this.child = startSourceProcess('apply-list-in-child.ts', {
      ...moa.environment,
      CHILD_NOW: moa.clock.moment(),
    });
    this.lines = createInterface(this.child.stdout)[Symbol.asyncIterator]();
    this.ended = once(this.child, 'close');
  }

  /** Tells it what to apply. */
  apply(application: Application): void {
    this.child.stdin.write(`${JSON.stringify(application)}\n`);
  }

  /** The next line that it writes; undefined when it ended without one. */
  async says(): Promise<string | undefined> {
    const { value, done } = await this.lines.next();
    return done ? undefined : value;
  }

  /** The signal that ended it, once it has ended. */
  async diesOf(): Promise<NodeJS.Signals | null> {
    await this.ended;
    return this.child.signalCode;
  }

  /** Kills it, if it still runs. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
