import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { Settings } from '../platform/config/settings.js';
import { Public } from '../platform/http/public.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { SignInService } from './sign-in.service.js';

class SignInQuery {
  @IsOptional() @IsString() @MaxLength(2000) next?: string;
}

class SignInForm {
  @IsString() @MaxLength(255) email = '';
  @IsString() @MaxLength(255) password = '';
  @IsOptional() @IsString() @MaxLength(2000) next?: string;
}

@ApiExcludeController()
@Controller()
export class SignInPages {
  constructor(
    private readonly signIn: SignInService,
    private readonly settings: Settings,
  ) {}

  @Public()
  @Get('sign-in')
  form(@Query() query: SignInQuery, @Req() request: FastifyRequest): Page | GoTo {
    if (request.viewer) return new GoTo(localPath(query.next));
    return this.page({ next: query.next });
  }

  @Public()
  @Post('sign-in')
  async submit(@Body() form: SignInForm, @Req() request: FastifyRequest): Promise<Page | GoTo> {
    const outcome = await this.signIn.signIn(form.email, form.password, request.ip);
    if (outcome.kind === 'refused')
      return this.page({ next: form.next, email: form.email, problem: outcome.message });
    // A new id: one that somebody planted before the sign-in is worth nothing after it.
    await request.session.regenerate();
    request.session.set('accountId', outcome.accountId);
    return new GoTo(localPath(form.next));
  }

  @Public()
  @Post('sign-out')
  async signOut(@Req() request: FastifyRequest): Promise<GoTo> {
    await request.session.destroy();
    return new GoTo('/sign-in');
  }

  private page(state: { next?: string | undefined; email?: string; problem?: string }): Page {
    return new Page('Sign in', <SignInBody {...state} isDemo={this.settings.isDemo} />, {
      status: state.problem ? 422 : 200,
    });
  }
}

/** Only paths of this site: `//elsewhere` and addresses with a scheme lead home. */
function localPath(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

function SignInBody(props: {
  next?: string | undefined;
  email?: string;
  problem?: string;
  isDemo: boolean;
}): VNode {
  const { next, email, problem, isDemo } = props;
  return (
    <div class="grid-container">
      <div class="moa-narrow">
        <h1>Sign in</h1>
        {problem && (
          <div class="usa-alert usa-alert--error" role="alert">
            <div class="usa-alert__body">
              <p class="usa-alert__text" id="sign-in-problem">
                {problem}
              </p>
            </div>
          </div>
        )}
        <form class="usa-form" method="post" action="/sign-in">
          <CsrfField />
          {next && <input type="hidden" name="next" value={next} />}
          <label class="usa-label" for="email">
            E-mail
          </label>
          <input
            class="usa-input"
            id="email"
            name="email"
            type="email"
            autocomplete="username"
            required
            value={email}
            aria-describedby={problem ? 'sign-in-problem' : undefined}
          />
          <label class="usa-label" for="password">
            Password
          </label>
          <input
            class="usa-input"
            id="password"
            name="password"
            type="password"
            autocomplete="current-password"
            required
          />
          <button class="usa-button" type="submit">
            Sign in
          </button>
        </form>
        {isDemo && (
          <p class="usa-hint">
            Demonstration: the accounts and their passwords were printed in the terminal at the
            first start. <code>npm run moa -- user reset-password E-MAIL</code> prints a new one.
          </p>
        )}
      </div>
    </div>
  );
}
