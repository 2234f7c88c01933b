import { startPrivateRedis } from './private-redis.mjs';
import { explain, notice } from './report.mjs';
import { setUp } from './setup.mjs';

const words = process.argv.slice(2);
/** The one command that hands work to the queue; every other does without Redis. */
const runsJob = words[0] === 'job' && words[1] === 'run';

process.exit(
  await moa().catch((error) => {
    notice(explain(error));
    return 1;
  }),
);

async function moa() {
  await setUp(runsJob ? 'job' : 'moa');
  const redis =
    runsJob && !process.env.REDIS_URL
      ? await startPrivateRedis(process.env.MOA_DATA_DIR || 'var')
      : undefined;
  if (redis) process.env.REDIS_URL = redis.url;
  try {
    const { run } = await import('../dist/src/cli.js');
    return await run(words);
  } finally {
    await redis?.stop();
  }
}
