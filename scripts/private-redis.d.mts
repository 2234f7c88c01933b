/** See private-redis.mjs. */
export function startPrivateRedis(dataDir: string): Promise<{ url: string; stop(): Promise<void> }>;
