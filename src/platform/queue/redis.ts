import type { ConnectionOptions } from 'bullmq';

/**
 * How BullMQ reaches Redis.
 * @param url `redis://…`, `rediss://…` or `unix:///path`
 */
export function redisOptions(url: string): ConnectionOptions {
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
