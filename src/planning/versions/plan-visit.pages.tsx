import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsArray, IsIn, IsNumberString, IsString, MaxLength } from 'class-validator';
import { Requires } from '../../identity/requires.js';
import { Trimmed } from '../../platform/http/form-values.js';
import { NotFound } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { LimitsBroken, PlanEditing } from './plan-editing.service.js';
import { type TypedMove, PlanVisitPage } from './plan-visit.page.js';
import { planPath } from './plan-words.js';
import { mustBeDraft } from './plan-standing.js';
import { namesOf } from './planned-items.rules.js';
import { PlansService } from './plans.service.js';

class VisitForm {
  /** The version of the plan that the page showed. */
  @IsNumberString() version!: string;
}

class LockForm extends VisitForm {
  @IsIn(['yes', 'no']) isLocked!: 'yes' | 'no';
}

class MoveForm extends VisitForm {
  @IsNumberString() week!: string;
  @IsString() @MaxLength(36) leader!: string;

  /** A form sends one of several as a text, and none not at all. */
  @Transform(({ value }: { value: unknown }): unknown =>
    value === undefined ? [] : [value].flat(),
  )
  @IsArray()
  @IsString({ each: true })
  inspectors: string[] = [];
}

class RemovalForm extends VisitForm {
  @Trimmed() @IsString() @MaxLength(1000) reason = '';
}

/** One visit of a draft, changed by hand without a board. */
@ApiExcludeController()
@Controller('plans/:id/visits/:taskId')
export class PlanVisitPages {
  constructor(
    private readonly plans: PlansService,
    private readonly editing: PlanEditing,
  ) {}

  @Get()
  @Requires('plans.edit')
  one(@Param('id') id: string, @Param('taskId') taskId: string): Promise<Page> {
    return this.page(id, taskId, {}, []);
  }

  @Post('lock')
  @Requires('plans.edit')
  async lock(
    @Param('id') id: string,
    @Param('taskId') taskId: string,
    @Body() { isLocked, version }: LockForm,
  ): Promise<GoTo> {
    if (isLocked === 'yes') await this.editing.lockItem(id, taskId, Number(version));
    else await this.editing.unlockItem(id, taskId, Number(version));
    return new GoTo(
      planPath(id, `/visits/${taskId}`),
      isLocked === 'yes' ? 'It stays where it is.' : 'It may move again.',
    );
  }

  @Post('move')
  @Requires('plans.edit')
  async move(
    @Param('id') id: string,
    @Param('taskId') taskId: string,
    @Body() { version, week, leader, inspectors }: MoveForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    try {
      const place = { week: Number(week), leader, inspectors };
      await this.editing.moveItem(id, taskId, place, Number(version), viewer);
    } catch (error) {
      if (!(error instanceof LimitsBroken)) throw error;
      const errors = error.limits.map(({ words, person, limit }) => ({
        field: fieldOf(person, limit, leader),
        message: `${words.charAt(0).toUpperCase()}${words.slice(1)}.`,
      }));
      return this.page(id, taskId, { week, leader, inspectors }, errors);
    }
    return new GoTo(planPath(id), 'It is moved, and locked where it is now.');
  }

  @Post('removal')
  @Requires('plans.edit')
  async remove(
    @Param('id') id: string,
    @Param('taskId') taskId: string,
    @Body() { version, reason }: RemovalForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    if (reason === '')
      return this.page(id, taskId, {}, [{ field: 'reason', message: 'Say why, in a sentence.' }]);
    await this.editing.unscheduleItem(id, taskId, reason, Number(version), viewer);
    return new GoTo(planPath(id), 'It has no week any more.');
  }

  private async page(
    id: string,
    taskId: string,
    typed: TypedMove,
    errors: FieldError[],
  ): Promise<Page> {
    const detail = await this.plans.find(id);
    mustBeDraft(detail.plan);
    const item = detail.items.find((one) => one.taskId === taskId);
    if (!item) throw new NotFound('The visit');
    return new Page(
      `${namesOf(detail).task(taskId)}, ${detail.plan.number}`,
      <PlanVisitPage detail={detail} item={item} typed={typed} errors={errors} />,
      errors.length > 0 ? { status: 422 } : {},
    );
  }
}

/** Which field a broken limit is about. */
const fieldOf = (person: string | null, limit: string, leader: string): string => {
  if (person === leader) return 'leader';
  return person !== null || limit === 'wrong-team' || limit === 'no-specialist'
    ? 'inspectors'
    : 'week';
};
