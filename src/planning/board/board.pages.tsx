import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { attachment } from '../../platform/http/attachment.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { Page } from '../../platform/pages/page.js';
import { PlanContents } from '../versions/plan-contents.js';
import { isBeingSolved } from '../versions/solve-requests.js';
import { weekMapLabel } from './board-map.js';
import { BoardQuery } from './board.dto.js';
import { BoardPage } from './board.page.js';
import { BoardService, type ShownBoard } from './board.service.js';
import type { BoardView } from './board-view.js';
import { planCalendar } from './plan-calendar.js';
import { weekMap } from './week-map.js';
import { weekOnMap } from './week-on-map.rules.js';

/** Seconds after which a page without JavaScript asks again how far the solving is. */
const REFRESH_SECONDS = 3;

@ApiExcludeController()
@Controller('plans/:id')
export class BoardPages {
  constructor(
    private readonly boards: BoardService,
    private readonly contents: PlanContents,
    private readonly clock: SystemClock,
  ) {}

  @Get('board')
  @Requires('plans.read')
  async board(
    @Param('id') id: string,
    @Query() query: BoardQuery,
    @CurrentViewer() { permissions }: Viewer,
  ): Promise<Page> {
    const shown = await this.boards.find(id, query);
    const { plan } = shown.content;
    const isAtWork = isBeingSolved(shown.solve?.state);
    const mayEdit = permissions.has('plans.edit');
    const isMovable = mayEdit && plan.status === 'draft' && !isAtWork;
    const view: BoardView = { ...shown, query, mayEdit, isMovable, map: await mapOf(shown, query) };
    return new Page(`Board of ${plan.number}`, <BoardPage {...view} />, {
      scripts: [...(isMovable ? ['board'] : []), ...(isAtWork ? ['plan-solving'] : [])],
      ...(isAtWork && { refreshSeconds: REFRESH_SECONDS }),
    });
  }

  @Get('visits.ics')
  @Requires('plans.read')
  async calendar(@Param('id') id: string): Promise<StreamableFile> {
    const content = await this.contents.read(id);
    return new StreamableFile(Buffer.from(planCalendar(content, this.clock.moment())), {
      type: 'text/calendar; charset=utf-8',
      disposition: attachment(`${content.plan.number}.ics`),
    });
  }
}

async function mapOf(
  { content, offices }: ShownBoard,
  { week }: BoardQuery,
): Promise<BoardView['map']> {
  if (week === undefined || week >= content.instance.weeks) return null;
  const onMap = weekOnMap(content, week, offices);
  const { points, trips } = onMap;
  return { week: onMap, picture: await weekMap(points, trips, weekMapLabel(onMap)) };
}
