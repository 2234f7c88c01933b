import { Injectable } from '@nestjs/common';
import { OfficesService } from '../../offices/offices.service.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { CapacityService } from '../../workforce/capacity.service.js';
import { fiscalWeeks, weekOf } from '../fiscal-weeks.rules.js';
import { PlanContents } from '../versions/plan-contents.js';
import type { PlanContent } from '../versions/planned-items.rules.js';
import type { Plan, PlanSolve } from '../versions/plan.entity.js';
import { SolveRequests } from '../versions/solve-requests.js';
import { type Board, type BoardFilter, boardOf, type Post } from './board.rules.js';

/** A plan with its board, and how far its solving is. */
export interface ShownBoard {
  content: PlanContent;
  board: Board;
  solve: PlanSolve | null;
  /** The home office of each position, by its id. */
  offices: Map<string, string>;
}

/** Reads what the board of a plan shows. */
@Injectable()
export class BoardService {
  constructor(
    private readonly contents: PlanContents,
    private readonly solves: SolveRequests,
    private readonly capacity: CapacityService,
    private readonly offices: OfficesService,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  /** @throws NotFound */
  async find(id: string, filter: BoardFilter): Promise<ShownBoard> {
    const content = await this.contents.read(id);
    const posts = await this.postsOf(content.plan);
    const today = this.clock.today(this.policy.timeZone);
    return {
      content,
      board: boardOf(content, posts, filter, today),
      solve: await this.solves.find(id),
      offices: new Map([...posts].map(([position, { office }]) => [position, office])),
    };
  }

  /** Homes and absences as they are on record now: a plan keeps the weeks of an absence, not the reason for it. */
  private async postsOf({ fiscalYear, plannedFrom }: Plan): Promise<Map<string, Post>> {
    const calendar = fiscalWeeks(fiscalYear);
    const { firstMonday, weeks } = calendar;
    const names = new Map((await this.offices.list()).map(({ id, name }) => [id, name]));
    const positions = await this.capacity.findCapacity(firstMonday, weeks, plannedFrom);
    return new Map(
      positions.map(({ positionId, homeOfficeId, unavailable }) => [
        positionId,
        {
          office: names.get(homeOfficeId) ?? '',
          away: new Map(
            unavailable.map(({ monday, reason }) => [weekOf(calendar, monday), reason]),
          ),
        },
      ]),
    );
  }
}
