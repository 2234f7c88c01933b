import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsArray, IsString, MaxLength } from 'class-validator';
import { OfficesService } from '../../offices/offices.service.js';
import { Trimmed } from '../../platform/http/form-values.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { fieldErrors } from '../accounts/form-errors.js';
import { Requires } from '../requires.js';
import { MadeTokenPage } from './made-token.page.js';
import { OwnTokenForm, OwnTokenList, OwnTokenRevocation } from './own-token-views.js';
import { TokensService } from './tokens.service.js';

class NewTokenBody {
  @Trimmed() @IsString() @MaxLength(1000) name = '';
  @Trimmed() @IsString() @MaxLength(255) expiresOn = '';
  @IsString() @MaxLength(255) reach = '';
  /** One ticked box comes as a text, several as a list. */
  @Transform(({ value }: { value: unknown }): unknown =>
    value === undefined ? [] : [value].flat(),
  )
  @IsArray()
  @IsString({ each: true })
  permissions: string[] = [];
  @IsString() @MaxLength(255) fieldOffice = '';
}

/** The tokens that people make for programs of their own. */
@ApiExcludeController()
@Controller('account/tokens')
export class OwnTokensPages {
  constructor(
    private readonly tokens: TokensService,
    private readonly offices: OfficesService,
  ) {}

  @Get()
  @Requires('tokens.own')
  async list(@CurrentViewer() viewer: Viewer): Promise<Page> {
    return new Page(
      'API tokens',
      <OwnTokenList
        tokens={await this.tokens.listOf(viewer.accountId)}
        today={this.tokens.today()}
        offices={await this.officeNames()}
      />,
    );
  }

  @Get('new')
  @Requires('tokens.own')
  form(@CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.formPage(viewer, new NewTokenBody(), []);
  }

  @Post()
  @Requires('tokens.own')
  async make(@Body() body: NewTokenBody, @CurrentViewer() viewer: Viewer): Promise<Page> {
    try {
      const made = await this.tokens.makeOwn(body, viewer);
      return new Page(
        'Copy the token now',
        <MadeTokenPage
          made={made}
          trail={[
            { label: 'Your account', path: '/account' },
            { label: 'API tokens', path: '/account/tokens' },
          ]}
        />,
        { status: 201 },
      );
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.formPage(viewer, body, fieldErrors(error));
    }
  }

  @Get(':id/revocation')
  @Requires('tokens.own')
  async revocation(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const token = await this.tokens.findOwn(id, viewer);
    return new Page(`Revoke ${token.name}`, <OwnTokenRevocation token={token} />);
  }

  @Post(':id/revocation')
  @Requires('tokens.own')
  async revoke(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<GoTo> {
    const { name } = await this.tokens.revokeOwn(id, viewer);
    return new GoTo('/account/tokens', `The token ${name} is revoked.`);
  }

  private async formPage(viewer: Viewer, typed: NewTokenBody, errors: FieldError[]): Promise<Page> {
    return new Page(
      'Make a token',
      <OwnTokenForm
        viewer={viewer}
        typed={typed}
        errors={errors}
        latestExpiry={this.tokens.latestExpiry()}
        offices={viewer.scope === 'everywhere' ? [...(await this.officeNames()).values()] : []}
      />,
      errors.length > 0 ? { status: 422 } : {},
    );
  }

  /** id → name, by name. */
  private async officeNames(): Promise<Map<string, string>> {
    return new Map((await this.offices.list()).map(({ id, name }) => [id, name]));
  }
}
