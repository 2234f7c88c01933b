import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { VNode } from 'preact';
import { Requires } from '../identity/requires.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { Navigation, type NavigationItem } from '../platform/pages/navigation.js';
import { Page } from '../platform/pages/page.js';

/** Is it running, who may what? The contents of everything that is not about agreements. */
@ApiExcludeController()
@Controller('admin')
export class AdminPages {
  constructor(private readonly navigation: Navigation) {}

  @Get()
  @Requires('home.read')
  contents(@CurrentViewer() viewer: Viewer): Page {
    return new Page('Admin', <Contents items={this.navigation.adminFor(viewer)} />);
  }
}

function Contents({ items }: { items: NavigationItem[] }): VNode {
  return (
    <div class="grid-container">
      <h1>Admin</h1>
      {items.length === 0 && (
        <EmptyState>
          Nothing here is open to your role. <a href="/help/roles">Who may do what</a>
        </EmptyState>
      )}
      <dl class="moa-contents">
        {items.map(({ label, path, about }) => (
          <div key={path}>
            <dt>
              <a href={path}>{label}</a>
            </dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
