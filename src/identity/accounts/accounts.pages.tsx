import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { OfficesService } from '../../offices/offices.service.js';
import { Settings } from '../../platform/config/settings.js';
import { EmptyIsAbsent } from '../../platform/http/form-values.js';
import { PageQuery } from '../../platform/http/paging.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { Navigation } from '../../platform/pages/navigation.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { type Role, ROLES } from '../permissions.js';
import { Requires } from '../requires.js';
import { AccountAdministration } from './account-administration.js';
import { AccountDirectory } from './account-directory.js';
import { AccountListPage } from './account-list.page.js';
import { ACCOUNT_STATES, type AccountState } from './account.rules.js';
import { AccountPage, TokenRevocation } from './account.page.js';
import { AccountsService } from './accounts.service.js';
import { fieldErrors } from './form-errors.js';
import { InvitationPage } from './invitation.page.js';
import { OneTimeLinks } from './one-time-links.service.js';
import { PasswordsService } from './passwords.service.js';
import { SessionsService } from './sessions.service.js';

export class AccountQuery extends PageQuery {
  @IsOptional() @EmptyIsAbsent() @IsString() @MaxLength(100) q?: string;
  @IsOptional() @EmptyIsAbsent() @IsIn(ROLES) role?: Role;
  @IsOptional() @EmptyIsAbsent() @IsIn(ACCOUNT_STATES) state?: AccountState;
}

class InvitationBody {
  @IsString() @MaxLength(1000) email = '';
  @IsString() @MaxLength(1000) displayName = '';
  @IsString() @MaxLength(255) role = '';
  @IsString() @MaxLength(255) fieldOffice = '';
}

class AccountBody {
  @IsString() @MaxLength(255) version = '';
  @IsString() @MaxLength(1000) displayName = '';
  @IsString() @MaxLength(255) role = '';
  @IsString() @MaxLength(255) fieldOffice = '';
}

/** The accounts, for whoever manages them. */
@ApiExcludeController()
@Controller('admin/accounts')
export class AccountsPages {
  constructor(
    navigation: Navigation,
    private readonly directory: AccountDirectory,
    private readonly administration: AccountAdministration,
    private readonly accounts: AccountsService,
    private readonly links: OneTimeLinks,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly offices: OfficesService,
    private readonly settings: Settings,
  ) {
    navigation.register({
      label: 'Accounts',
      path: '/admin/accounts',
      permission: 'accounts.manage',
      order: 86,
      about: 'Who may come in: invite people, change roles, send links, end sessions and accounts.',
    });
  }

  @Get()
  @Requires('accounts.manage')
  async list(@Query() query: AccountQuery): Promise<Page> {
    const page = await this.directory.findPage(query, query);
    return new Page('Accounts', <AccountListPage page={page} query={query} />);
  }

  @Get('invite')
  @Requires('accounts.manage')
  async inviteForm(): Promise<Page> {
    return this.invitationPage(new InvitationBody(), []);
  }

  @Post('invite')
  @Requires('accounts.manage')
  async invite(@Body() body: InvitationBody): Promise<Page | GoTo> {
    try {
      const id = await this.administration.invite(body);
      return new GoTo(`/admin/accounts/${id}`, `The invitation to ${body.email} is on its way.`);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.invitationPage(body, fieldErrors(error));
    }
  }

  @Get(':id')
  @Requires('accounts.manage')
  one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.page(id, viewer);
  }

  @Post(':id')
  @Requires('accounts.manage')
  async change(
    @Param('id') id: string,
    @Body() body: AccountBody,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    try {
      await this.administration.change(id, body, Number(body.version));
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(id, viewer, { typed: body, errors: fieldErrors(error) });
    }
    return new GoTo(`/admin/accounts/${id}`, 'The account is changed.');
  }

  @Post(':id/invitation')
  @Requires('accounts.manage')
  async inviteAgain(@Param('id') id: string): Promise<GoTo> {
    await this.links.requestLink(id, 'invitation');
    return new GoTo(
      `/admin/accounts/${id}`,
      'The invitation is on its way again; the link of the one before does not work any more.',
    );
  }

  @Post(':id/password-reset')
  @Requires('accounts.manage')
  async sendReset(@Param('id') id: string): Promise<GoTo> {
    await this.links.requestLink(id, 'password-reset');
    return new GoTo(
      `/admin/accounts/${id}`,
      'The link for a new password is on its way. Until it is used, the present password holds.',
    );
  }

  @Post(':id/new-password')
  @Requires('accounts.manage')
  async requireNewPassword(@Param('id') id: string): Promise<GoTo> {
    await this.passwords.requireNew(id);
    return new GoTo(
      `/admin/accounts/${id}`,
      'A new password has to be chosen before anything else opens.',
    );
  }

  @Post(':id/sign-out')
  @Requires('accounts.manage')
  async signOut(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<GoTo> {
    await this.accounts.find(id);
    const count = await this.sessions.endAll(id);
    if (id === viewer.accountId) return new GoTo('/sign-in');
    return new GoTo(
      `/admin/accounts/${id}`,
      `Signed out of ${count} browser${count === 1 ? '' : 's'}.`,
    );
  }

  @Post(':id/reactivation')
  @Requires('accounts.manage')
  async reactivate(@Param('id') id: string): Promise<GoTo> {
    await this.accounts.reactivate(id);
    return new GoTo(
      `/admin/accounts/${id}`,
      'The account is active again. Its tokens of before stay revoked.',
    );
  }

  @Get(':id/tokens/:tokenId/revocation')
  @Requires('accounts.manage')
  async revocation(@Param('id') id: string, @Param('tokenId') tokenId: string): Promise<Page> {
    const account = await this.accounts.find(id);
    const token = await this.administration.findToken(id, tokenId);
    return new Page(`Revoke ${token.name}`, <TokenRevocation account={account} token={token} />);
  }

  @Post(':id/tokens/:tokenId/revocation')
  @Requires('accounts.manage')
  async revoke(@Param('id') id: string, @Param('tokenId') tokenId: string): Promise<GoTo> {
    const { name } = await this.administration.revokeToken(id, tokenId);
    return new GoTo(`/admin/accounts/${id}`, `The token ${name} is revoked.`);
  }

  private async page(
    id: string,
    viewer: Viewer,
    refused?: { typed: AccountBody; errors: FieldError[] },
  ): Promise<Page> {
    const detail = await this.directory.find(id);
    const { account, officeName } = detail;
    const { version, displayName, role } = account;
    const typed = refused?.typed ?? {
      version: String(version),
      displayName,
      role,
      fieldOffice: officeName ?? '',
    };
    const view = {
      detail,
      isSelf: id === viewer.accountId,
      hasLocalSignIn: this.settings.hasLocalSignIn,
      edit: { typed, errors: refused?.errors ?? [], offices: await this.officeNames() },
    };
    return new Page(displayName, <AccountPage {...view} />, refused ? { status: 422 } : {});
  }

  private async invitationPage(typed: InvitationBody, errors: FieldError[]): Promise<Page> {
    return new Page(
      'Invite somebody',
      <InvitationPage
        typed={typed}
        errors={errors}
        offices={await this.officeNames()}
        hasLocalSignIn={this.settings.hasLocalSignIn}
      />,
      errors.length > 0 ? { status: 422 } : {},
    );
  }

  private async officeNames(): Promise<string[]> {
    return (await this.offices.list()).map(({ name }) => name);
  }
}
