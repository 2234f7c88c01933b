import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { Conflict, NotFound } from '../../platform/http/problem.js';
import type { PlanTask } from '../solver/instance.js';
import { PlanContents } from '../versions/plan-contents.js';
import { mustBeDraft } from '../versions/plan-standing.js';
import { namesOf, type PlanContent, type PlannedItem } from '../versions/planned-items.rules.js';
import { BoardMoves } from './board-moves.rules.js';
import { MovePreviewQuery, MovePreviewResponse, TargetsResponse } from './board.dto.js';

/** What moving a visit of a draft would mean, asked before it is done. Nothing is changed. */
@ApiTags('plans')
@Controller('api/v1/plans/:id/visits/:taskId')
export class BoardController {
  constructor(private readonly contents: PlanContents) {}

  @Get('preview')
  @Requires('plans.edit')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'The limits that another week or team would break, and what the plan would cost',
  })
  @ApiOkResponse({ type: MovePreviewResponse })
  async preview(
    @Param('id') id: string,
    @Param('taskId') taskId: string,
    @Query() { week, leader, inspectors, person }: MovePreviewQuery,
  ): Promise<MovePreviewResponse> {
    const { content, item, task } = await this.movable(id, taskId);
    const { broken, ...preview } = new BoardMoves(content).preview(item, task, {
      week: week ?? null,
      team: leader === undefined ? null : { leader, inspectors: inspectors ?? [] },
      person,
    });
    return {
      version: content.plan.version,
      isPossible: broken.length === 0,
      limits: broken,
      ...preview,
    };
  }

  @Get('targets')
  @Requires('plans.edit')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Every week of the year: possible for the visit, or the limits against',
  })
  @ApiOkResponse({ type: TargetsResponse })
  async targets(
    @Param('id') id: string,
    @Param('taskId') taskId: string,
  ): Promise<TargetsResponse> {
    const { content, item, task } = await this.movable(id, taskId);
    const weeks = new BoardMoves(content).targets(item, task);
    return {
      version: content.plan.version,
      weeks: weeks.map(({ week, broken, lateness }) => ({
        ...{ week, isPossible: broken.length === 0, limits: broken, lateness },
      })),
    };
  }

  /** @throws NotFound, Conflict (409) for what may not be moved whatever the week */
  private async movable(
    id: string,
    taskId: string,
  ): Promise<{ content: PlanContent; item: PlannedItem; task: PlanTask }> {
    const content = await this.contents.read(id);
    mustBeDraft(content.plan);
    const item = content.items.find((one) => one.taskId === taskId);
    const task = content.instance.tasks.find((one) => one.id === taskId);
    if (!item || !task) throw new NotFound('The visit');
    if (item.fixedBecause !== null)
      throw new Conflict(
        'fixed',
        `${namesOf(content).task(taskId)} stays where it is: ${item.fixedBecause}.`,
      );
    return { content, item, task };
  }
}
