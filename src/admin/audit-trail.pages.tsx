import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { VNode } from 'preact';
import type { AuditEntry } from '../audit/audit-entry.entity.js';
import { type AuditedThing, AuditLog } from '../audit/audit-log.js';
import { AuditSubjects } from '../audit/audit-subjects.js';
import { AuditTrails } from '../audit/audit-trails.js';
import { Requires } from '../identity/requires.js';
import { type Paged, PageQuery } from '../platform/http/paging.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { Page } from '../platform/pages/page.js';
import { Pagination } from '../platform/pages/pagination.js';
import { AuditEntries, trailPath } from './audit-entries.js';
import { capitalised } from './audit-words.rules.js';

interface TrailView {
  thing: AuditedThing;
  /** What the thing is called; "this agreement" where no entry of its own says it. */
  name: string;
  trail: Paged<AuditEntry>;
  query: PageQuery;
  pathOf: (thing: AuditedThing) => string | null;
}

@ApiExcludeController()
@Controller('audit')
export class AuditTrailPages {
  constructor(
    private readonly trails: AuditTrails,
    private readonly log: AuditLog,
    private readonly subjects: AuditSubjects,
  ) {}

  /** What was done to one thing, for whoever may see the thing. */
  @Get(':type/:id')
  @Requires('audit.trail')
  async show(
    @Param('type') type: string,
    @Param('id') id: string,
    @Query() query: PageQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    const thing = { type, id };
    const trail = await this.trails.find(thing, query, viewer);
    const name = (await this.log.findLabel(thing)) ?? `this ${type.replaceAll('-', ' ')}`;
    const pathOf = (of: AuditedThing): string | null => this.subjects.path(of, viewer);
    return new Page(
      `Audit of ${name}`,
      <Trail thing={thing} name={name} trail={trail} query={query} pathOf={pathOf} />,
    );
  }
}

function Trail({ thing, name, trail, query, pathOf }: TrailView): VNode {
  const path = pathOf(thing);
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[{ label: capitalised(name), ...(path && { path }) }, { label: 'Audit' }]}
      />
      <h1>Audit of {name}</h1>
      <p>
        What was done to it and to what belongs to it, by whom, and from where. Nothing here can be
        changed or taken away.
      </p>
      {trail.items.length === 0 ? (
        <EmptyState>
          Nothing was done to it since the audit began. Changes show here at once.
        </EmptyState>
      ) : (
        <AuditEntries
          caption="Entries, latest first"
          entries={trail.items}
          about={thing}
          pathOf={pathOf}
        />
      )}
      <Pagination
        path={trailPath(thing)}
        query={{ cursor: query.cursor, limit: query.limit === 50 ? undefined : query.limit }}
        shown={trail.items.length}
        total={trail.total}
        nextCursor={trail.nextCursor}
        what="entries"
      />
    </div>
  );
}
