import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { BusinessClock } from '../clock/clock.js';
import { Policy } from '../config/policy.js';
import { Settings } from '../config/settings.js';
import { sendPagePolicy } from '../http/security-headers.js';
import { Layout } from './layout.js';
import { Navigation } from './navigation.js';
import type { Page } from './page.js';
import { RenderProvider, type RenderState } from './render-context.js';

/** Turns a page into HTML for one request, and lets the browser load what the layout names. */
@Injectable()
export class PageRenderer {
  constructor(
    private readonly settings: Settings,
    private readonly policy: Policy,
    private readonly clock: BusinessClock,
    private readonly navigation: Navigation,
  ) {}

  render(page: Page, request: FastifyRequest, reply: FastifyReply): string {
    const { viewer } = request;
    let csrfToken: string | undefined;
    const state: RenderState = {
      viewer,
      // Made when a form asks for it: a visitor who meets no form needs no session.
      csrfToken: () => (csrfToken ??= reply.generateCsrf()),
      navigation: this.navigation.for(viewer),
      isDemo: this.settings.isDemo,
      today: this.clock.today(this.policy.timeZone),
      timeZone: this.policy.timeZone,
      path: request.url.split('?')[0] ?? '/',
      notice: takeNotice(request),
      nonce: sendPagePolicy(reply),
    };
    const html = renderToString(
      <RenderProvider value={state}>
        <Layout title={page.title} refreshSeconds={page.refreshSeconds} scripts={page.scripts}>
          {page.body}
        </Layout>
      </RenderProvider>,
    );
    return `<!DOCTYPE html>${html}`;
  }
}

/** What the form before left to say: shown once. */
function takeNotice(request: FastifyRequest): string | undefined {
  const notice = request.session.get('notice');
  if (notice !== undefined) request.session.set('notice', undefined);
  return notice;
}
