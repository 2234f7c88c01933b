import { createHash } from 'node:crypto';
import type { DatabaseAddress } from '../config/settings.js';

/** What every client of Redis here is told. */
interface RedisAddress {
  connectTimeout: number;
  retryStrategy: (attempt: number) => number;
  path?: string;
  host?: string;
  port?: number;
  username?: string;
  password?: string;
  db?: number;
  tls?: object;
}

/**
 * How Redis is reached.
 * @param url `redis://…`, `rediss://…` or `unix:///path`
 */
export function redisOptions(url: string): RedisAddress {
  const common = {
    connectTimeout: 2000,
    retryStrategy: (attempt: number) => Math.min(attempt * 200, 2000),
  };
  if (url.startsWith('unix://')) return { ...common, path: url.slice('unix://'.length) };
  const address = new URL(url);
  return {
    ...common,
    host: address.hostname,
    port: Number(address.port || 6379),
    ...(address.username && { username: decodeURIComponent(address.username) }),
    ...(address.password && { password: decodeURIComponent(address.password) }),
    ...(address.pathname.length > 1 && { db: Number(address.pathname.slice(1)) }),
    ...(address.protocol === 'rediss:' && { tls: {} }),
  };
}

/** Two installations may share one Redis: what each keeps there is told apart by its database. */
export function redisPrefix(database: DatabaseAddress): string {
  return `moa:${createHash('sha256').update(nameOf(database)).digest('hex').slice(0, 12)}`;
}

const nameOf = (database: DatabaseAddress): string =>
  database.engine === 'sqlite' ? database.file : withoutPassword(database.url);

function withoutPassword(url: string): string {
  const address = new URL(url);
  return `${address.host}${address.pathname}`;
}

/**
 * Waits no longer than so many milliseconds.
 * @throws when the time is over; what comes of the promise then is nobody's concern any more
 */
export async function within<Answer>(
  promise: Promise<Answer>,
  milliseconds: number,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${milliseconds} ms`));
    }, milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    promise.catch(() => undefined);
  }
}
