import { Injectable } from '@nestjs/common';
import type { Viewer } from '../http/viewer.js';

export interface NavigationItem {
  label: string;
  path: string;
  /** Only who holds it sees the item. */
  permission: string;
  /** Smaller stands further left. */
  order: number;
}

/** The header's items, brought by the features. */
@Injectable()
export class Navigation {
  private readonly items: NavigationItem[] = [];

  register(item: NavigationItem): void {
    this.items.push(item);
    this.items.sort((a, b) => a.order - b.order);
  }

  for(viewer: Viewer | undefined): NavigationItem[] {
    return viewer ? this.items.filter((item) => viewer.permissions.has(item.permission)) : [];
  }
}
