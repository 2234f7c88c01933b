import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../../platform/config/settings.js';
import { NotAllowed, TooManyRequests } from '../../platform/http/problem.js';
import { Public } from '../../platform/http/public.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { localPath } from './local-path.js';
import { SignInForm, type SignInWays } from './sign-in-form.js';
import { SignInService } from './sign-in.service.js';
import { SignOutDestinations } from './sign-out-destinations.js';

class SignInQuery {
  @IsOptional() @IsString() @MaxLength(2000) next?: string;
}

class SignInFields {
  @IsString() @MaxLength(255) email = '';
  @IsString() @MaxLength(255) password = '';
  @IsOptional() @IsString() @MaxLength(2000) next?: string;
}

@ApiExcludeController()
@Controller()
export class SignInPages {
  private readonly ways: SignInWays;

  constructor(
    private readonly service: SignInService,
    private readonly destinations: SignOutDestinations,
    settings: Settings,
  ) {
    this.ways = {
      withPassword: settings.hasLocalSignIn,
      withProvider: settings.oidc !== undefined,
    };
  }

  @Public()
  @Get('sign-in')
  form(@Query() { next }: SignInQuery, @Req() request: FastifyRequest): Page | GoTo {
    if (request.viewer) return new GoTo(localPath(next));
    return new Page('Sign in', <SignInForm ways={this.ways} next={next} />);
  }

  @Public()
  @Post('sign-in')
  async signIn(
    @Body() fields: SignInFields,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | GoTo> {
    if (!this.ways.withPassword)
      throw new NotAllowed('People sign in with their agency account here.');
    const { email, password, next } = fields;
    try {
      const accountId = await this.service.signIn({ email, address: request.ip }, password);
      if (!accountId)
        return this.refusal(fields, 422, { field: 'email', message: WRONG_EMAIL_OR_PASSWORD });
      await this.service.begin(request, accountId, 'password');
      return new GoTo(localPath(next));
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error;
      void reply.header('retry-after', error.seconds);
      return this.refusal(fields, error.status, { message: `${error.title}. ${error.detail}` });
    }
  }

  @Public()
  @Post('sign-out')
  async signOut(@Req() request: FastifyRequest): Promise<GoTo> {
    const { session } = request;
    await this.service.end(request);
    return new GoTo(await this.destinations.pathAfter(request, session));
  }

  private refusal({ next, email }: SignInFields, status: number, error: FieldError): Page {
    return new Page(
      'Sign in',
      <SignInForm ways={this.ways} next={next} email={email} errors={[error]} />,
      { status },
    );
  }
}

/** Says neither which of the two was wrong nor whether there is such an account. */
const WRONG_EMAIL_OR_PASSWORD = 'The e-mail or the password is not right.';
