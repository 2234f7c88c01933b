import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { NotFound } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { Navigation } from '../../platform/pages/navigation.js';
import { GoTo, type Page } from '../../platform/pages/page.js';
import { problemsOf, typedIn } from '../form-input.js';
import { concernText } from '../workforce-cells.js';
import { PersonChanges } from './person-changes.service.js';
import { LeaveForm, RecordWithdrawalForm } from './person-form.js';
import { OWN_PATH, PersonViews } from './person-views.js';
import { RecordChanges } from './record-changes.js';

/** What whoever holds a position sees of their own record, and their own leave. */
@ApiExcludeController()
@Controller('my-record')
export class OwnRecordPages {
  constructor(
    private readonly views: PersonViews,
    private readonly records: RecordChanges,
    private readonly changes: PersonChanges,
    navigation: Navigation,
  ) {
    navigation.register({
      label: 'My record',
      path: OWN_PATH,
      permission: 'workforce.own',
      order: 33,
    });
  }

  @Get()
  @Requires('workforce.own')
  mine(@CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.views.person(viewer.accountId, viewer, true);
  }

  @Get('leaves/new')
  @Requires('workforce.own')
  newLeave(@CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.views.newRecord('leaves', viewer.accountId, viewer, true);
  }

  @Post('leaves')
  @Requires('workforce.own')
  async takeLeave(@Body() form: LeaveForm, @CurrentViewer() viewer: Viewer): Promise<Page | GoTo> {
    const { accountId } = viewer;
    let id: string;
    try {
      id = await this.changes.recordLeave(accountId, form, viewer);
    } catch (error) {
      const input = { typed: typedIn(form), problems: problemsOf(error) };
      return this.views.newRecord('leaves', accountId, viewer, true, input);
    }
    const concerned = await this.views.concernedBy('leaves', id, accountId, viewer);
    return new GoTo(OWN_PATH, `Your leave is recorded.${concernText(concerned)}`);
  }

  @Get('leaves/:id')
  @Requires('workforce.own')
  async leave(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const { accountId } = await this.records.find('leaves', id, viewer);
    if (accountId !== viewer.accountId) throw new NotFound('The leave');
    return this.views.record('leaves', id, viewer, true);
  }

  @Post('leaves/:id/withdraw')
  @Requires('workforce.own')
  async withdrawLeave(
    @Param('id') id: string,
    @Body() { version, reason }: RecordWithdrawalForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    try {
      await this.changes.withdrawLeave(id, reason, Number(version), viewer, 'own');
    } catch (error) {
      const input = { typed: { reason }, problems: problemsOf(error) };
      return this.views.record('leaves', id, viewer, true, { form: 'withdraw', input });
    }
    return new GoTo(OWN_PATH, 'Your leave is withdrawn.');
  }
}
