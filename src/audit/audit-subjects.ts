import { Injectable } from '@nestjs/common';
import type { Viewer } from '../platform/http/viewer.js';
import type { AuditedThing } from './audit-log.js';

/** A type of thing, as the feature that owns it knows it. */
export interface AuditSubjectType {
  /** As its entries name it: `agreement`. */
  readonly type: string;
  /** Whether somebody may see this thing at all: then they may see what was done to it. False when it is not there. */
  isVisible(id: string, viewer: Viewer): Promise<boolean>;
  /** Where somebody who may see it is shown it, from the site's root; null = it has no page for them. */
  path(id: string, viewer: Viewer): string | null;
}

/** The types of things that the features above register, each with who may see one. */
@Injectable()
export class AuditSubjects {
  private readonly types = new Map<string, AuditSubjectType>();

  /** @throws Error when a type has an owner already */
  register(type: AuditSubjectType): void {
    if (this.types.has(type.type)) throw new Error(`two features claim the type ${type.type}`);
    this.types.set(type.type, type);
  }

  /** False for what is of no registered type: only who reads the whole audit sees its entries. */
  async isVisible({ type, id }: AuditedThing, viewer: Viewer): Promise<boolean> {
    return (await this.types.get(type)?.isVisible(id, viewer)) ?? false;
  }

  path({ type, id }: AuditedThing, viewer: Viewer): string | null {
    return this.types.get(type)?.path(id, viewer) ?? null;
  }
}

/** Whether somebody may read every entry: with the permission, and without a field office that limits what they see. */
export const mayReadAll = (viewer: Viewer): boolean =>
  viewer.permissions.has('audit.read') && viewer.scope === 'everywhere';
