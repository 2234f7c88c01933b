import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { AuditSubjects } from '../../audit/audit-subjects.js';
import { Trimmed } from '../../platform/http/form-values.js';
import { PageQuery } from '../../platform/http/paging.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { Navigation } from '../../platform/pages/navigation.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { fieldErrors } from '../accounts/form-errors.js';
import { Requires } from '../requires.js';
import { ExternalIdentitiesService, type IdentityLine } from './external-identities.service.js';
import { IDENTITIES_PATH, IdentityListPage } from './external-identity-list.page.js';
import { LinkPage, UnlinkPage } from './external-identity.page.js';
import { IdentityProvider } from './identity-provider.js';
import { identityName } from './identity-subject.js';

class UnlinkBody {
  /** The linked account's id as the page showed it; empty = none. */
  @IsString() @MaxLength(36) seenAccountId = '';
  @Trimmed() @IsString() @MaxLength(2000) reason = '';
}

class LinkBody extends UnlinkBody {
  @Trimmed() @IsString() @MaxLength(255) email = '';
}

/** Which agency account opens which account here. */
@ApiExcludeController()
@Controller('admin/external-identities')
export class ExternalIdentitiesPages {
  constructor(
    navigation: Navigation,
    auditSubjects: AuditSubjects,
    private readonly provider: IdentityProvider,
    private readonly identities: ExternalIdentitiesService,
  ) {
    auditSubjects.register({
      type: 'external-identity',
      isVisible: (_id, viewer) => Promise.resolve(isManager(viewer)),
      path: (id, viewer) => (isManager(viewer) ? `${IDENTITIES_PATH}/${id}/link` : null),
    });
    if (provider.isSet)
      navigation.register({
        label: 'Agency accounts',
        path: IDENTITIES_PATH,
        permission: 'accounts.manage',
        order: 87,
        about:
          'Which agency account opens which account here: link those that wait, unlink others.',
      });
  }

  @Get()
  @Requires('accounts.manage')
  async list(@Query() query: PageQuery): Promise<Page> {
    const page = await this.identities.findPage(query);
    return new Page(
      'Agency accounts',
      <IdentityListPage page={page} query={query} isProviderSet={this.provider.isSet} />,
    );
  }

  @Get(':id/link')
  @Requires('accounts.manage')
  async linkForm(@Param('id') id: string): Promise<Page> {
    const identity = await this.identities.find(id);
    // A proposal for one that waits: whether it is the same person is for the administrator to find out.
    const email = identity.accountId === null ? (identity.emailAsTold ?? '') : '';
    return linkPage(identity, { email, reason: '' }, []);
  }

  @Post(':id/link')
  @Requires('accounts.manage')
  async link(@Param('id') id: string, @Body() body: LinkBody): Promise<Page | GoTo> {
    const identity = await this.identities.find(id);
    try {
      demandReason(body.reason);
      const { email, reason } = body;
      const account = await this.identities.link(id, { email, reason, seenAccountId: seen(body) });
      return new GoTo(
        IDENTITIES_PATH,
        `${identityName(identity)} now signs in as ${account.displayName}.`,
      );
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return linkPage(identity, body, fieldErrors(error));
    }
  }

  @Get(':id/unlink')
  @Requires('accounts.manage')
  async unlinkForm(@Param('id') id: string): Promise<Page> {
    return unlinkPage(await this.identities.find(id), '', []);
  }

  @Post(':id/unlink')
  @Requires('accounts.manage')
  async unlink(@Param('id') id: string, @Body() body: UnlinkBody): Promise<Page | GoTo> {
    const identity = await this.identities.find(id);
    try {
      demandReason(body.reason);
      await this.identities.unlink(id, { reason: body.reason, seenAccountId: seen(body) });
      return new GoTo(IDENTITIES_PATH, `${identityName(identity)} is unlinked.`);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return unlinkPage(identity, body.reason, fieldErrors(error));
    }
  }
}

const isManager = (viewer: Viewer): boolean => viewer.permissions.has('accounts.manage');

function demandReason(reason: string): void {
  if (reason === '')
    throw new InvalidRequest([{ pointer: '/reason', parameter: 'reason', detail: 'Say why.' }]);
}

const seen = ({ seenAccountId }: UnlinkBody): string | null => seenAccountId || null;

const statusOf = (errors: FieldError[]) => (errors.length > 0 ? { status: 422 } : {});

function linkPage(
  identity: IdentityLine,
  typed: { email: string; reason: string },
  errors: FieldError[],
): Page {
  return new Page(
    `Link ${identityName(identity)}`,
    <LinkPage identity={identity} typed={typed} errors={errors} />,
    statusOf(errors),
  );
}

function unlinkPage(identity: IdentityLine, reason: string, errors: FieldError[]): Page {
  return new Page(
    `Unlink ${identityName(identity)}`,
    <UnlinkPage identity={identity} reason={reason} errors={errors} />,
    statusOf(errors),
  );
}
