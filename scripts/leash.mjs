import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs "$@" until standard input ends, which the system itself brings about when the process at its other end is gone,
 * by SIGKILL too. Ends with the program if that ends first.
 */
const LEASH = `
exec 3<&0
signal=$1
leavings=$2
shift 2
"$@" 3<&- </dev/null &
program=$!
(
  read -r _ <&3
  kill -s "$signal" "$program"
  patience=50
  while [ "$patience" -gt 0 ] && kill -0 "$program"; do
    sleep 0.1
    patience=$((patience - 1))
  done
  kill -s KILL "$program"
) >/dev/null 2>&1 &
watcher=$!
wait "$program"
code=$?
kill "$watcher" 2>/dev/null
if [ -n "$leavings" ]; then rm -rf -- "$leavings"; fi
exit "$code"
`;

/**
 * Starts a server that never outlives this process. It has a process group of its own, so that Ctrl-C, which the
 * terminal sends to the whole group, reaches only us and we stop it when nobody needs it any more.
 * @param command the program and its arguments
 * @param options signal: what ends the program (TERM) · output: 'ignore' or a file descriptor ·
 *   leavings: a folder to remove when it has ended · uid, gid
 */
export function startOnLeash(
  command,
  { signal = 'TERM', output = 'ignore', leavings = '', ...options } = {},
) {
  const child = spawn('sh', ['-c', LEASH, 'sh', signal, leavings, ...command], {
    ...options,
    detached: true,
    stdio: ['pipe', output, output],
  });
  const ended = once(child, 'exit').catch(() => undefined);
  child.stdin.on('error', () => undefined);
  return {
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    ended,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
