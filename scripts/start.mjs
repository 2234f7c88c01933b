import { notice, explain } from './report.mjs';
import { startPrivateRedis } from './private-redis.mjs';

/** A supervisor, and a person, waits ten seconds. */
const CLOSE_WITHIN_MS = 8_000;

/** What to stop, in the order in which it was started. */
const running = [];
let stopping;

try {
  listenForTheEnd();
  if (!process.env.REDIS_URL) {
    const redis = await startPrivateRedis(process.env.MOA_DATA_DIR || 'var');
    running.push(() => redis.stop());
    process.env.REDIS_URL = redis.url;
  }
  const { start } = await import('../dist/src/main.js');
  const app = await start();
  running.push(() => app.close());
} catch (error) {
  notice(explain(error));
  await stop(1);
}

/** npm passes Ctrl-C on to us and the terminal sends it to everybody: the second one means nothing new. */
function listenForTheEnd() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));
}

function stop(code) {
  stopping ??= stopEverything(code);
  return stopping;
}

async function stopEverything(code) {
  setTimeout(() => giveUp(), CLOSE_WITHIN_MS);
  try {
    for (const close of running.reverse()) await close();
  } catch (error) {
    notice(explain(error));
    process.exit(1);
  }
  process.exit(code);
}

/** Redis ends with us in any case: see leash.mjs. */
function giveUp() {
  notice(`Did not finish within ${CLOSE_WITHIN_MS / 1000} s and was ended.`);
  process.exit(1);
}
