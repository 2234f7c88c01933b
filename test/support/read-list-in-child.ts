import { readFileSync } from 'node:fs';
import { readList } from '../../src/registry/lists/list-reader.js';

/** Another process, so that its memory is that of the reading alone: says how many rows and links a list has, and its peak. */
const [path = ''] = process.argv.slice(2);
let rows = 0;
let links = 0;
await readList(
  { name: path, content: readFileSync(path) },
  {
    models: [{ code: 'TASK_FORCE', name: 'Task Force' }],
    onRow: ({ moaUrl }) => {
      rows += 1;
      if (moaUrl !== null) links += 1;
    },
  },
);
process.stdout.write(
  JSON.stringify({ rows, links, peakKilobytes: process.resourceUsage().maxRSS }),
);
