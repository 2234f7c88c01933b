import { Injectable } from '@nestjs/common';
import { NO_CHOICES, type OpenWork, planHandOver } from './hand-over.rules.js';
import { WorkItemSources } from './work-items.js';

/** What somebody has through their role or field office, and would leave behind with it. */
@Injectable()
export class RoleTies {
  constructor(private readonly sources: WorkItemSources) {}

  /** Why role and field office stay as they are for now, in a sentence; undefined when they may change. */
  async whyRoleStays(accountId: string): Promise<string | undefined> {
    const work: OpenWork[] = [];
    for (const source of this.sources.all())
      if (source.isTiedToRole)
        work.push({
          kind: source.kind,
          title: source.title,
          items: await source.openWorkOf(accountId),
        });
    const [first, ...more] = planHandOver(work, NO_CHOICES, true).refusals;
    if (!first) return undefined;
    const rest = more.length > 0 ? ` So it is with ${more.length} more.` : '';
    return `Hand over first what goes with the role. ${first.detail}${rest}`;
  }
}
