import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { GoTo, type Page } from '../../platform/pages/page.js';
import { problemsOf, typedIn } from '../form-input.js';
import { concernText } from '../workforce-cells.js';
import { PersonChanges } from './person-changes.service.js';
import { ConflictForm, LeaveForm, QualificationForm, TrainingForm } from './person-form.js';
import { pathOf, PersonViews } from './person-views.js';
import type { RecordKind } from './record-kinds.js';
import { TrainingChanges } from './training-changes.service.js';

@ApiExcludeController()
@Controller('workforce/people/:id')
export class PeoplePages {
  constructor(
    private readonly views: PersonViews,
    private readonly changes: PersonChanges,
    private readonly trainings: TrainingChanges,
  ) {}

  @Get()
  @Requires('workforce.read')
  one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.views.person(id, viewer, false);
  }

  @Get('qualifications/new')
  @Requires('workforce.manage')
  newQualification(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.views.newRecord('qualifications', id, viewer, false);
  }

  @Post('qualifications')
  @Requires('workforce.manage')
  qualify(
    @Param('id') id: string,
    @Body() form: QualificationForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.add(
      'qualifications',
      id,
      viewer,
      typedIn(form),
      'The qualification is recorded.',
      () => this.changes.recordQualification(id, form, viewer),
    );
  }

  @Get('trainings/new')
  @Requires('workforce.train')
  newTraining(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.views.newRecord('trainings', id, viewer, false);
  }

  @Post('trainings')
  @Requires('workforce.train')
  train(
    @Param('id') id: string,
    @Body() form: TrainingForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.add('trainings', id, viewer, typedIn(form), 'The training is recorded.', () =>
      this.trainings.recordTraining(id, form, viewer),
    );
  }

  @Get('leaves/new')
  @Requires('workforce.train')
  newLeave(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.views.newRecord('leaves', id, viewer, false);
  }

  @Post('leaves')
  @Requires('workforce.train')
  grantLeave(
    @Param('id') id: string,
    @Body() form: LeaveForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.add('leaves', id, viewer, typedIn(form), 'The leave is recorded.', () =>
      this.changes.recordLeave(id, form, viewer),
    );
  }

  @Get('conflicts/new')
  @Requires('workforce.manage')
  newConflict(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.views.newRecord('conflicts', id, viewer, false);
  }

  @Post('conflicts')
  @Requires('workforce.manage')
  declareConflict(
    @Param('id') id: string,
    @Body() form: ConflictForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.add('conflicts', id, viewer, typedIn(form), 'The conflict is recorded.', () =>
      this.changes.recordConflict(id, form, viewer),
    );
  }

  /** Shows the form again, with what was typed, when it is refused for what it says. */
  private async add(
    kind: RecordKind,
    id: string,
    viewer: Viewer,
    typed: Record<string, string>,
    done: string,
    work: () => Promise<string>,
  ): Promise<Page | GoTo> {
    let recordId: string;
    try {
      recordId = await work();
    } catch (error) {
      const problems = problemsOf(error);
      return this.views.newRecord(kind, id, viewer, false, { typed, problems });
    }
    const concerned = await this.views.concernedBy(kind, recordId, id, viewer);
    return new GoTo(pathOf(id, false), `${done}${concernText(concerned)}`);
  }
}
