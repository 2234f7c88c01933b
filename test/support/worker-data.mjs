import { setImmediate } from 'node:timers';

/**
 * Keeps what Jest's runner tells a worker before the worker has asked. jest-light-runner 0.7.13 answers the first worker
 * that asks for its settings by telling all of them at once; whoever had not asked yet missed it, asked later, was never
 * answered, and the run had no end.
 */
const ASKING = 'jest-light-runner-get-worker-data';
const ANSWER = 'jest-light-runner-worker-data';

const isWorker = /tinypool.*process\.js$/.test(process.argv[1] ?? '');
if (isWorker && process.send) {
  let told;
  const keep = (message) => {
    if (message?.type === ANSWER) told = message;
  };
  // Not earlier than the worker itself: messages wait for the first who listens, and are then gone.
  const listenToo = (event) => {
    if (event !== 'message') return;
    process.off('newListener', listenToo);
    process.on('message', keep);
  };
  process.on('newListener', listenToo);
  const send = process.send.bind(process);
  process.send = (message, ...rest) => {
    if (message !== ASKING || !told) return send(message, ...rest);
    setImmediate(() => process.emit('message', told));
    return true;
  };
}
