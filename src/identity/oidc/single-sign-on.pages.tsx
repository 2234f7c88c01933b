import { Controller, Get, type OnModuleInit, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../../platform/config/settings.js';
import { Public } from '../../platform/http/public.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { localPath } from '../sign-in/local-path.js';
import { type SignOutDestination, SignOutDestinations } from '../sign-in/sign-out-destinations.js';
import { IdentityProvider } from './identity-provider.js';
import { SignInRefused } from './sign-in-refused.js';
import { SingleSignOnService } from './single-sign-on.service.js';
import { RefusedPage, SignedOutPage } from './single-sign-on.page.js';

declare module 'fastify' {
  interface Session {
    /** Of the session that has just ended, for the page that leads on to the provider. */
    endedIdToken?: string;
  }
}

class StartQuery {
  @IsOptional() @IsString() @MaxLength(2000) next?: string;
}

/** The way to the identity provider, back from it, and out again. */
@ApiExcludeController()
@Controller()
export class SingleSignOnPages implements OnModuleInit, SignOutDestination {
  constructor(
    private readonly service: SingleSignOnService,
    private readonly provider: IdentityProvider,
    private readonly destinations: SignOutDestinations,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.destinations.register(this);
  }

  @Public()
  @Get('sign-in/single-sign-on')
  async start(@Query() { next }: StartQuery, @Req() request: FastifyRequest): Promise<Page | GoTo> {
    if (request.viewer) return new GoTo(localPath(next));
    return this.orRefusal(next, () => this.service.start(request, next));
  }

  /** Reads its query itself: providers add parameters of their own. */
  @Public()
  @Get('sign-in/callback')
  callback(@Req() request: FastifyRequest): Promise<Page | GoTo> {
    return this.orRefusal(undefined, () => this.service.finish(request));
  }

  /**
   * Leads on to the provider, which ends its own session. Not the answer to the form itself: browsers follow a form's
   * redirects only where the page's `form-action` lets them, and that names this site alone. A page that moves on by
   * itself is no part of the form any more; its link works where a browser does not move on.
   */
  @Public()
  @Get('signed-out')
  async signedOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | GoTo> {
    const idToken = request.session.get('endedIdToken');
    if (!idToken) return new GoTo('/sign-in');
    request.session.set('endedIdToken', undefined);
    const address = await this.provider.signOutAddress(idToken);
    if (address) void reply.header('refresh', `0; url=${address}`);
    return new Page('Signed out', <SignedOutPage providerAddress={address} />);
  }

  async pathAfter(
    request: FastifyRequest,
    ended: FastifyRequest['session'],
  ): Promise<string | undefined> {
    const idToken = ended.get('idToken');
    if (!idToken) return undefined;
    // A new session, of nobody, that carries nothing but this; the page that follows takes it out.
    await ended.regenerate();
    request.session.set('endedIdToken', idToken);
    return '/signed-out';
  }

  private async orRefusal(
    next: string | undefined,
    work: () => Promise<string>,
  ): Promise<Page | GoTo> {
    try {
      return new GoTo(await work());
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error;
      return new Page(
        'Not signed in',
        <RefusedPage words={error.words} next={next} withPassword={this.settings.hasLocalSignIn} />,
        { status: error.status },
      );
    }
  }
}
