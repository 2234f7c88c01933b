import { Injectable } from '@nestjs/common';
import type { Viewer } from '../http/viewer.js';

export interface NavigationItem {
  label: string;
  path: string;
  /** Other addresses whose pages belong to it. */
  covers?: readonly string[];
  /** Only who holds it sees the item. */
  permission: string;
  /** Smaller stands further left. */
  order: number;
  /** One sentence. An item that has one stands on the page "Admin" instead of in the header. */
  about?: string;
}

/** Where the items stand that are about running the site and not about its agreements. */
export const ADMIN: Pick<NavigationItem, 'label' | 'path'> = { label: 'Admin', path: '/admin' };

/** The header's items and those of the page "Admin", brought by the features. */
@Injectable()
export class Navigation {
  private readonly items: NavigationItem[] = [];

  register(item: NavigationItem): void {
    this.items.push(item);
    this.items.sort((a, b) => a.order - b.order);
  }

  /** The header's, for whoever looks; "Admin" last, if anything there is for them. */
  for(viewer: Viewer | undefined): Pick<NavigationItem, 'label' | 'path'>[] {
    if (!viewer) return [];
    const header = this.visible(viewer).filter(({ about }) => about === undefined);
    return this.adminFor(viewer).length > 0 ? [...header, ADMIN] : header;
  }

  /** What stands on the page "Admin". */
  adminFor(viewer: Viewer): NavigationItem[] {
    return this.visible(viewer).filter(({ about }) => about !== undefined);
  }

  private visible(viewer: Viewer): NavigationItem[] {
    return this.items.filter((item) => viewer.permissions.has(item.permission));
  }
}
