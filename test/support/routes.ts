import { type INestApplication, RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { REQUIRED_PERMISSION } from '../../src/identity/requires.js';
import type { Permission } from '../../src/identity/permissions.js';
import { PUBLIC_ROUTE } from '../../src/platform/http/public.js';

export interface Route {
  method: string;
  /** As declared: `/agreements/:id`. */
  template: string;
  /** With its parameters filled in: an id that nothing has. */
  path: string;
  isPublic: boolean;
  permission: Permission | undefined;
}

const NOBODYS_ID = '00000000-0000-7000-8000-000000000000';

/** Every route of every controller, with what it declares about who may use it. */
export function routesOf(app: INestApplication): Route[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    const controller = metatype as { prototype: Record<string, object> };
    return Object.getOwnPropertyNames(controller.prototype)
      .filter((name) => name !== 'constructor')
      .map((name) => controller.prototype[name])
      .filter((handler) => handler !== undefined && Reflect.hasMetadata('path', handler))
      .flatMap((handler) => routesOfHandler(controller, handler as object));
  });
}

function routesOfHandler(controller: object, handler: object): Route[] {
  const declared = (key: string): unknown =>
    Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
  return pathsOf(controller).flatMap((prefix) =>
    pathsOf(handler).map((path) => ({
      method: RequestMethod[Reflect.getMetadata('method', handler) as number] ?? 'GET',
      template: templateOf(prefix, path),
      path: templateOf(prefix, path).replace(/:\w+/g, NOBODYS_ID),
      isPublic: declared(PUBLIC_ROUTE) === true,
      permission: declared(REQUIRED_PERMISSION) as Permission | undefined,
    })),
  );
}

const templateOf = (prefix: string, path: string): string =>
  `/${prefix}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');

const pathsOf = (place: object): string[] =>
  [Reflect.getMetadata('path', place) as string | string[]].flat();
