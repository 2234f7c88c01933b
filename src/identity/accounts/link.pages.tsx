import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Policy } from '../../platform/config/policy.js';
import { Settings } from '../../platform/config/settings.js';
import { InvalidRequest, TooManyRequests } from '../../platform/http/problem.js';
import { Public } from '../../platform/http/public.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { Page } from '../../platform/pages/page.js';
import type { LinkPurpose } from '../account.entity.js';
import { AttemptLimits } from '../sign-in/attempt-limits.js';
import { fieldErrors } from './form-errors.js';
import {
  ChoosePasswordForm,
  ForgottenPasswordForm,
  LinkIsNoGood,
  MailIsOnItsWay,
  NoPasswordsHere,
  PasswordIsSet,
} from './link-views.js';
import { type OpenedLink, OneTimeLinks } from './one-time-links.service.js';

/** Longest text that a form takes; how long a password may be is said in words. */
const LONGEST_TEXT = 1000;

class NewPasswordBody {
  @IsString() @MaxLength(LONGEST_TEXT) password = '';
  @IsString() @MaxLength(LONGEST_TEXT) repeated = '';
}

class ForgottenPasswordBody {
  @IsString() @MaxLength(255) email = '';
}

/** Where the links of mails lead, and where people ask for one. Open to everybody: the link is the secret. */
@ApiExcludeController()
@Controller()
export class LinkPages {
  constructor(
    private readonly links: OneTimeLinks,
    private readonly limits: AttemptLimits,
    private readonly policy: Policy,
    private readonly settings: Settings,
  ) {}

  @Public()
  @Get('password-reset')
  forgotten(): Page {
    return this.settings.hasLocalSignIn
      ? new Page('Forgot your password?', <ForgottenPasswordForm />)
      : noPasswordsHere();
  }

  @Public()
  @Post('password-reset')
  async request(
    @Body() { email }: ForgottenPasswordBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page> {
    if (!this.settings.hasLocalSignIn) return noPasswordsHere();
    if (email.trim() === '')
      return askAgain(422, { field: 'email', message: 'Enter your e-mail.' });
    try {
      await this.limits.attempt('password-reset', { email, address: request.ip });
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error;
      void reply.header('retry-after', error.seconds);
      return askAgain(error.status, { message: `${error.title}. ${error.detail}` });
    }
    await this.links.requestByEmail(email);
    const { passwordResetMinutes } = this.policy.identity.links;
    return new Page('A mail is on its way', <MailIsOnItsWay minutes={passwordResetMinutes} />);
  }

  @Public()
  @Get('invitation/:token')
  invitation(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.show('invitation', token, reply);
  }

  @Public()
  @Post('invitation/:token')
  acceptInvitation(
    @Param('token') token: string,
    @Body() body: NewPasswordBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.choose('invitation', token, body, reply);
  }

  @Public()
  @Get('password-reset/:token')
  reset(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.show('password-reset', token, reply);
  }

  @Public()
  @Post('password-reset/:token')
  acceptReset(
    @Param('token') token: string,
    @Body() body: NewPasswordBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.choose('password-reset', token, body, reply);
  }

  private async show(purpose: LinkPurpose, token: string, reply: FastifyReply): Promise<Page> {
    tellNobody(reply);
    if (!this.settings.hasLocalSignIn) return noPasswordsHere();
    return this.page(purpose, token, await this.links.open(purpose, token), []);
  }

  private async choose(
    purpose: LinkPurpose,
    token: string,
    { password, repeated }: NewPasswordBody,
    reply: FastifyReply,
  ): Promise<Page> {
    tellNobody(reply);
    if (!this.settings.hasLocalSignIn) return noPasswordsHere();
    try {
      if (password !== repeated) throw new InvalidRequest([TWO_DIFFER]);
      const outcome = await this.links.choosePassword(purpose, token, password);
      if (outcome === 'open') return new Page('Your password is set', <PasswordIsSet />);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      const opened = await this.links.open(purpose, token);
      return this.page(purpose, token, opened, fieldErrors(error));
    }
    return this.page(purpose, token, await this.links.open(purpose, token), []);
  }

  private page(
    purpose: LinkPurpose,
    token: string,
    opened: OpenedLink,
    errors: FieldError[],
  ): Page {
    if (opened.kind !== 'open')
      return new Page('This link does not work', <LinkIsNoGood purpose={purpose} {...opened} />, {
        status: 410,
      });
    const { displayName, email } = opened.account;
    return new Page(
      'Choose a password',
      <ChoosePasswordForm
        action={`/${purpose}/${token}`}
        name={displayName}
        email={email ?? ''}
        minLength={this.policy.identity.passwords.minLength}
        errors={errors}
      />,
      errors.length > 0 ? { status: 422 } : {},
    );
  }
}

const askAgain = (status: number, error: FieldError): Page =>
  new Page('Forgot your password?', <ForgottenPasswordForm errors={[error]} />, { status });

const TWO_DIFFER = {
  parameter: 'repeated',
  detail: 'The two passwords differ. Type the same one twice.',
};

/** The address of these pages is a secret: no other site learns it from the browser, and no search engine keeps it. */
function tellNobody(reply: FastifyReply): void {
  void reply.header('referrer-policy', 'no-referrer');
  void reply.header('x-robots-tag', 'noindex');
}

const noPasswordsHere = (): Page =>
  new Page('Sign in through the identity provider', <NoPasswordsHere />);
