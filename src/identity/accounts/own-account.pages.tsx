import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Policy } from '../../platform/config/policy.js';
import { Settings } from '../../platform/config/settings.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { Requires } from '../requires.js';
import { AccountsService } from './accounts.service.js';
import { fieldErrors } from './form-errors.js';
import { OwnAccount, OwnPasswordForm } from './own-account-views.js';
import { PasswordsService } from './passwords.service.js';
import { SessionsService } from './sessions.service.js';

/** Longest text that a form takes; how long a password may be is said in words. */
const LONGEST_TEXT = 1000;

class PasswordChangeBody {
  @IsString() @MaxLength(LONGEST_TEXT) current = '';
  @IsString() @MaxLength(LONGEST_TEXT) password = '';
  @IsString() @MaxLength(LONGEST_TEXT) repeated = '';
}

/** What everybody does with their own account. */
@ApiExcludeController()
@Controller('account')
export class OwnAccountPages {
  constructor(
    private readonly accounts: AccountsService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly policy: Policy,
    private readonly settings: Settings,
  ) {}

  @Get()
  @Requires('account.own')
  async overview(@CurrentViewer() viewer: Viewer): Promise<Page | GoTo> {
    if (viewer.mustChangePassword) return new GoTo('/account/password');
    const account = await this.accounts.find(viewer.accountId);
    const sessions = await this.sessions.findOf(viewer.accountId);
    return new Page(
      'Your account',
      <OwnAccount
        viewer={viewer}
        email={account.email}
        passwordChangedAt={account.passwordChangedAt}
        hasPassword={this.settings.hasLocalSignIn && account.passwordHash !== null}
        sessions={sessions}
      />,
    );
  }

  @Get('password')
  @Requires('account.own')
  passwordForm(@CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.passwordPage(viewer, []);
  }

  @Post('password')
  @Requires('account.own')
  async changePassword(
    @Body() body: PasswordChangeBody,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
  ): Promise<Page | GoTo> {
    try {
      await this.passwords.changeOwn(viewer, request.ip, body);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.passwordPage(viewer, fieldErrors(error));
    }
    return new GoTo(
      viewer.mustChangePassword ? '/' : '/account',
      'Your password is changed. Wherever else you were signed in, you are signed out.',
    );
  }

  @Post('sessions/:id/end')
  @Requires('account.own')
  async endSession(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<GoTo> {
    await this.sessions.end(viewer.accountId, id);
    if (id === viewer.viaId) return new GoTo('/sign-in');
    return new GoTo('/account', 'That browser is signed out.');
  }

  @Post('sign-out-everywhere')
  @Requires('account.own')
  async signOutEverywhere(@CurrentViewer() viewer: Viewer): Promise<GoTo> {
    await this.sessions.endAll(viewer.accountId);
    return new GoTo('/sign-in');
  }

  private async passwordPage(viewer: Viewer, errors: FieldError[]): Promise<Page> {
    const account = await this.accounts.find(viewer.accountId);
    return new Page(
      viewer.mustChangePassword ? 'Choose a new password' : 'Change your password',
      <OwnPasswordForm
        isForced={viewer.mustChangePassword}
        hasPassword={this.settings.hasLocalSignIn && account.passwordHash !== null}
        hasLocalSignIn={this.settings.hasLocalSignIn}
        minLength={this.policy.identity.passwords.minLength}
        errors={errors}
      />,
      errors.length > 0 ? { status: 422 } : {},
    );
  }
}
