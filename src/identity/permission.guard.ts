import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { AuditTrail } from '../audit/audit-trail.js';
import { NotAllowed, NotSignedIn, PasswordChangeRequired } from '../platform/http/problem.js';
import { PUBLIC_ROUTE } from '../platform/http/public.js';
import type { Viewer } from '../platform/http/viewer.js';
import type { Permission } from './permissions.js';
import { REQUIRED_PERMISSION } from './requires.js';

/** Stands before every route. Deny by default: what declares nothing is refused. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly audit: AuditTrail,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(
      REQUIRED_PERMISSION,
      places,
    );
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_ROUTE, places);
    if (isPublic && !permission) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { viewer } = request;
    if (!permission) throw new NotAllowed('This address declares no permission and is closed.');
    if (!viewer) throw new NotSignedIn();
    if (viewer.mustChangePassword && permission !== 'account.own')
      throw new PasswordChangeRequired();
    if (!viewer.permissions.has(permission)) {
      await this.recordRefusal(permission, request, viewer);
      throw new NotAllowed(`The role ${viewer.roleName} does not allow this (${permission}).`);
    }
    return true;
  }

  private async recordRefusal(
    permission: Permission,
    request: FastifyRequest,
    viewer: Viewer,
  ): Promise<void> {
    const path = request.url.split('?')[0] ?? '';
    await this.audit.record({
      action: 'permission.refused',
      subject: { type: 'address', id: path, label: `${request.method} ${path}` },
      details: { permission, role: viewer.role },
    });
  }
}
