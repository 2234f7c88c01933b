import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { OfficesService } from '../../offices/offices.service.js';
import { Trimmed } from '../../platform/http/form-values.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { Navigation } from '../../platform/pages/navigation.js';
import { Page } from '../../platform/pages/page.js';
import { fieldErrors } from '../accounts/form-errors.js';
import { Requires } from '../requires.js';
import { MadeTokenPage } from './made-token.page.js';
import { ServiceAccounts } from './service-accounts.service.js';
import {
  SERVICE_ACCOUNTS,
  ServiceAccountForm,
  ServiceAccountList,
  ServiceAccountView,
} from './service-account-views.js';
import { type MadeToken, TokensService } from './tokens.service.js';

class NewTokenBody {
  @Trimmed() @IsString() @MaxLength(1000) name = '';
  @Trimmed() @IsString() @MaxLength(255) expiresOn = '';
}

class NewServiceAccountBody extends NewTokenBody {
  @IsString() @MaxLength(255) owner = '';
  @IsString() @MaxLength(255) role = '';
  @IsString() @MaxLength(255) fieldOffice = '';
}

/** The accounts of programs, for whoever manages accounts. */
@ApiExcludeController()
@Controller('admin/service-accounts')
export class ServiceAccountsPages {
  constructor(
    navigation: Navigation,
    private readonly services: ServiceAccounts,
    private readonly tokens: TokensService,
    private readonly offices: OfficesService,
  ) {
    navigation.register({
      ...SERVICE_ACCOUNTS,
      permission: 'accounts.manage',
      order: 87,
      about: 'Programs that use the API: what each may, its tokens, and who answers for it.',
    });
  }

  @Get()
  @Requires('accounts.manage')
  async list(): Promise<Page> {
    return new Page(
      SERVICE_ACCOUNTS.label,
      <ServiceAccountList services={await this.services.list()} today={this.tokens.today()} />,
    );
  }

  @Get('new')
  @Requires('accounts.manage')
  form(): Promise<Page> {
    return this.formPage(new NewServiceAccountBody(), []);
  }

  @Post()
  @Requires('accounts.manage')
  async make(@Body() body: NewServiceAccountBody, @CurrentViewer() viewer: Viewer): Promise<Page> {
    try {
      return madePage(await this.services.make(body, viewer), body.name);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.formPage(body, fieldErrors(error));
    }
  }

  @Get(':id')
  @Requires('accounts.manage')
  one(@Param('id') id: string): Promise<Page> {
    return this.onePage(id, new NewTokenBody(), []);
  }

  @Post(':id/tokens')
  @Requires('accounts.manage')
  async makeToken(
    @Param('id') id: string,
    @Body() body: NewTokenBody,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    try {
      const made = await this.tokens.makeForService(id, body, viewer);
      const { account } = await this.services.find(id);
      return madePage(made, account.displayName);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.onePage(id, body, fieldErrors(error));
    }
  }

  private async formPage(typed: NewServiceAccountBody, errors: FieldError[]): Promise<Page> {
    return new Page(
      'Make a service account',
      <ServiceAccountForm
        typed={typed}
        errors={errors}
        owners={await this.services.possibleOwners()}
        offices={(await this.offices.list()).map(({ name }) => name)}
        latestExpiry={this.tokens.latestExpiry()}
      />,
      errors.length > 0 ? { status: 422 } : {},
    );
  }

  private async onePage(id: string, typed: NewTokenBody, errors: FieldError[]): Promise<Page> {
    const service = await this.services.find(id);
    return new Page(
      service.account.displayName,
      <ServiceAccountView
        service={service}
        typed={typed}
        errors={errors}
        latestExpiry={this.tokens.latestExpiry()}
      />,
      errors.length > 0 ? { status: 422 } : {},
    );
  }
}

const madePage = (made: MadeToken, name: string): Page =>
  new Page(
    'Copy the token now',
    <MadeTokenPage
      made={made}
      trail={[
        SERVICE_ACCOUNTS,
        { label: name, path: `${SERVICE_ACCOUNTS.path}/${made.token.accountId}` },
      ]}
    />,
    { status: 201 },
  );
