import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

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
  via: 'session' | 'token';
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
