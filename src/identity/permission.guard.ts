import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { NotAllowed, NotSignedIn } from '../platform/http/problem.js';
import { PUBLIC_ROUTE } from '../platform/http/public.js';
import type { Permission } from './permissions.js';
import { REQUIRED_PERMISSION } from './requires.js';

/** Stands before every route. Deny by default: what declares nothing is refused. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const places = [context.getHandler(), context.getClass()];
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(
      REQUIRED_PERMISSION,
      places,
    );
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_ROUTE, places);
    if (isPublic && !permission) return true;
    const { viewer } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!permission) throw new NotAllowed('This address declares no permission and is closed.');
    if (!viewer) throw new NotSignedIn();
    if (!viewer.permissions.has(permission))
      throw new NotAllowed(`The role ${viewer.roleName} does not allow this (${permission}).`);
    return true;
  }
}
