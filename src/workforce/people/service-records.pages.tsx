import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { NotFound } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { GoTo, type Page } from '../../platform/pages/page.js';
import { problemsOf } from '../form-input.js';
import { PersonChanges } from './person-changes.service.js';
import { RecordEndForm, RecordWithdrawalForm } from './person-form.js';
import { PersonViews } from './person-views.js';
import { isRecordKind, type RecordKind } from './record-kinds.js';
import type { RecordForm } from './record.page.js';
import { TrainingChanges } from './training-changes.service.js';

@ApiExcludeController()
@Controller('workforce/records')
export class ServiceRecordsPages {
  constructor(
    private readonly views: PersonViews,
    private readonly changes: PersonChanges,
    private readonly trainings: TrainingChanges,
  ) {}

  @Get(':kind/:id')
  @Requires('workforce.read')
  one(
    @Param('kind') kind: string,
    @Param('id') id: string,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    if (!isRecordKind(kind)) throw new NotFound('The page');
    return this.views.record(kind, id, viewer, false);
  }

  @Post('qualifications/:id/end')
  @Requires('workforce.manage')
  endQualification(
    @Param('id') id: string,
    @Body() { version, ...given }: RecordEndForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.edit('qualifications', id, viewer, 'end', given, () =>
      this.changes.endQualification(id, given, Number(version), viewer),
    );
  }

  @Post('qualifications/:id/withdraw')
  @Requires('workforce.manage')
  withdrawQualification(
    @Param('id') id: string,
    @Body() { version, ...given }: RecordWithdrawalForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.edit('qualifications', id, viewer, 'withdraw', given, () =>
      this.changes.withdrawQualification(id, given.reason, Number(version), viewer),
    );
  }

  @Post('trainings/:id/withdraw')
  @Requires('workforce.train')
  withdrawTraining(
    @Param('id') id: string,
    @Body() { version, ...given }: RecordWithdrawalForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.edit('trainings', id, viewer, 'withdraw', given, () =>
      this.trainings.withdrawTraining(id, given.reason, Number(version), viewer),
    );
  }

  @Post('leaves/:id/withdraw')
  @Requires('workforce.train')
  withdrawLeave(
    @Param('id') id: string,
    @Body() { version, ...given }: RecordWithdrawalForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.edit('leaves', id, viewer, 'withdraw', given, () =>
      this.changes.withdrawLeave(id, given.reason, Number(version), viewer),
    );
  }

  @Post('conflicts/:id/end')
  @Requires('workforce.manage')
  endConflict(
    @Param('id') id: string,
    @Body() { version, ...given }: RecordEndForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.edit('conflicts', id, viewer, 'end', given, () =>
      this.changes.endConflict(id, given, Number(version), viewer),
    );
  }

  @Post('conflicts/:id/withdraw')
  @Requires('workforce.manage')
  withdrawConflict(
    @Param('id') id: string,
    @Body() { version, ...given }: RecordWithdrawalForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.edit('conflicts', id, viewer, 'withdraw', given, () =>
      this.changes.withdrawConflict(id, given.reason, Number(version), viewer),
    );
  }

  /** Shows the form again, with what was typed, when the change is refused for what it says. */
  private async edit(
    kind: RecordKind,
    id: string,
    viewer: Viewer,
    form: RecordForm,
    typed: Record<string, string>,
    work: () => Promise<void>,
  ): Promise<Page | GoTo> {
    try {
      await work();
    } catch (error) {
      const input = { typed, problems: problemsOf(error) };
      return this.views.record(kind, id, viewer, false, { form, input });
    }
    const done = form === 'end' ? 'Its end is recorded.' : 'It is withdrawn.';
    return new GoTo(`/workforce/records/${kind}/${id}`, done);
  }
}
