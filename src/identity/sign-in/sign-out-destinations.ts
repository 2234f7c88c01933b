import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** A way of signing in that has something left to do once the session is over. */
export interface SignOutDestination {
  /**
   * @param ended what the session held that has just ended; it opens nothing any more
   * @returns where the browser goes, from the site's root; undefined for a session that came in another way
   */
  pathAfter(request: FastifyRequest, ended: FastifyRequest['session']): Promise<string | undefined>;
}

/** Where somebody goes who has signed out. Ways of signing in that are built on this one register theirs. */
@Injectable()
export class SignOutDestinations {
  private readonly destinations: SignOutDestination[] = [];

  register(destination: SignOutDestination): void {
    this.destinations.push(destination);
  }

  async pathAfter(request: FastifyRequest, ended: FastifyRequest['session']): Promise<string> {
    for (const destination of this.destinations) {
      const path = await destination.pathAfter(request, ended);
      if (path) return path;
    }
    return '/sign-in';
  }
}
