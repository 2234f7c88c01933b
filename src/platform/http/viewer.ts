import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

export type ViewerScope = 'everywhere' | 'field-office' | 'own-visits';

/** Who is asking: set by identity's guard before any handler runs. */
export interface Viewer {
  accountId: string;
  name: string;
  role: string;
  roleName: string;
  permissions: ReadonlySet<string>;
  /** The field office that limits what an ERO supervisor sees; null = everywhere. */
  officeId: string | null;
  officeName: string | null;
  /** How far the role sees: everything, what its field office answers for, or the visits that it takes part in. */
  scope: ViewerScope;
  via: 'session' | 'token';
  /** The session's or the token's id; names it and opens nothing. */
  viaId: string;
  /** Signed in, but nothing is open yet except the form for a new password. */
  mustChangePassword: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    viewer?: Viewer;
  }
}

/** The viewer of a request behind a permission; there always is one. */
export const CurrentViewer = createParamDecorator(
  (_: unknown, context: ExecutionContext): Viewer => {
    const { viewer } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!viewer) throw new Error('a handler without a viewer: its route declares no permission');
    return viewer;
  },
);
