import type { VNode } from 'preact';

/** What a page controller returns: the layout goes around it when it is sent. */
export class Page {
  readonly status: number;
  /** Without JavaScript the page is asked for again after so many seconds: something goes on that it tells of. */
  readonly refreshSeconds: number | undefined;
  /** Scripts that make it livelier, by their names; it does all that it does without them. */
  readonly scripts: readonly string[];
  constructor(
    /** Says where one is; comes before the site's name in the browser's title. */
    readonly title: string,
    readonly body: VNode,
    options: { status?: number; refreshSeconds?: number; scripts?: readonly string[] } = {},
  ) {
    this.status = options.status ?? 200;
    this.refreshSeconds = options.refreshSeconds;
    this.scripts = options.scripts ?? [];
  }
}

/** Sends the browser on after a form was posted. */
export class GoTo {
  constructor(
    readonly path: string,
    /** Shown once on the page that follows. */
    readonly notice?: string,
  ) {}
}
