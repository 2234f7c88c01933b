import { type ArgumentsHost, Catch, Controller, type ExceptionFilter, Get } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import { type AuditRecord, AuditTrail } from '../audit/audit-trail.js';
import { Problem } from '../platform/http/problem.js';
import { Public } from '../platform/http/public.js';
import type { Viewer } from '../platform/http/viewer.js';
import { PermissionGuard } from './permission.guard.js';
import { permissionsOf, type Role } from './permissions.js';
import { Requires } from './requires.js';

@Controller()
class Doors {
  @Get('forgotten')
  forgotten(): string {
    return 'open';
  }

  @Public()
  @Get('public')
  public(): string {
    return 'open';
  }

  @Requires('account.own')
  @Get('own')
  own(): string {
    return 'open';
  }

  @Requires('jobs.run')
  @Get('administrators')
  administrators(): string {
    return 'open';
  }
}

@Catch(Problem)
class StatusOnly implements ExceptionFilter<Problem> {
  catch(problem: Problem, host: ArgumentsHost): void {
    void host.switchToHttp().getResponse<FastifyReply>().status(problem.status).send('shut');
  }
}

const refusals: string[] = [];

/** Stands where the audit is: which refusals reach it is all that is asked here. */
function noteRefusal({ action, details }: AuditRecord): Promise<void> {
  refusals.push(`${action} ${String(details?.['permission'])}`);
  return Promise.resolve();
}

describe('a route', () => {
  let app: NestFastifyApplication;
  let viewer: Viewer | undefined;

  beforeAll(async () => {
    const module = await Test.createTestingModule({
      controllers: [Doors],
      providers: [
        { provide: APP_GUARD, useClass: PermissionGuard },
        { provide: APP_FILTER, useClass: StatusOnly },
        { provide: AuditTrail, useValue: { record: noteRefusal } },
      ],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onRequest', (request, _, done) => {
        if (viewer) request.viewer = viewer;
        done();
      });
    await app.init();
  });

  afterAll(() => app.close());

  const statusFor = async (path: string, role?: Role, mustChangePassword = false) => {
    viewer = role && {
      accountId: 'someone',
      name: 'Someone',
      role,
      roleName: role,
      permissions: new Set(permissionsOf(role)),
      officeId: null,
      officeName: null,
      scope: 'everywhere',
      via: 'session',
      viaId: 'a session',
      mustChangePassword,
    };
    return (await app.inject({ url: path })).statusCode;
  };

  it('that declares nothing is shut, also for an administrator', async () => {
    expect(await statusFor('/forgotten')).toBe(403);
    expect(await statusFor('/forgotten', 'administrator')).toBe(403);
  });

  it('that is public is open', async () => {
    expect(await statusFor('/public')).toBe(200);
  });

  it('that asks for a permission is open for who holds it', async () => {
    expect(await statusFor('/administrators')).toBe(401);
    expect(await statusFor('/administrators', 'inspector')).toBe(403);
    expect(refusals).toEqual(['permission.refused jobs.run']);
    expect(await statusFor('/administrators', 'administrator')).toBe(200);
  });

  it('is shut for who must choose a password first, but for the account’s own pages', async () => {
    expect(await statusFor('/administrators', 'administrator', true)).toBe(403);
    expect(await statusFor('/own', 'administrator', true)).toBe(200);
  });
});
