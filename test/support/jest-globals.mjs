/**
 * What tests import as `@jest/globals`, for a runner that keeps no time: whatever takes longer than its limit fails, and
 * the run goes on.
 */
const LIMIT_MS = 60_000;

const { describe, expect, jest } = globalThis;

const it = timed(globalThis.it);
const beforeAll = timedHook(globalThis.beforeAll);
const beforeEach = timedHook(globalThis.beforeEach);
const afterAll = timedHook(globalThis.afterAll);
const afterEach = timedHook(globalThis.afterEach);

export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest };

function timed(declare) {
  const limited = (name, work, limitMs) => declare(name, inTime(work, limitMs));
  limited.skip = declare.skip;
  limited.only = (name, work, limitMs) => declare.only(name, inTime(work, limitMs));
  limited.each =
    (...table) =>
    (name, work, limitMs) =>
      declare.each(...table)(name, inTime(work, limitMs));
  return limited;
}

function timedHook(declare) {
  return (work, limitMs) => declare(inTime(work, limitMs));
}

function inTime(work, limitMs = LIMIT_MS) {
  return async (...given) => {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`It took longer than ${limitMs / 1000} s.`)),
        limitMs,
      );
    });
    try {
      await Promise.race([work(...given), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
