import type { VNode } from 'preact';

/** What a page controller returns: the layout goes around it when it is sent. */
export class Page {
  readonly status: number;
  constructor(
    /** Says where one is; comes before the site's name in the browser's title. */
    readonly title: string,
    readonly body: VNode,
    options: { status?: number } = {},
  ) {
    this.status = options.status ?? 200;
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
