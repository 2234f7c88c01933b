import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { describeApi } from '../src/platform/http/api-document.js';
import { permissionTable, TABLE_BEGINS, TABLE_ENDS } from './support/permission-table.js';
import { startTestApp, type TestApp } from './support/test-app.js';
import { routesOf } from './support/routes.js';

let moa: TestApp;

beforeAll(async () => {
  moa = await startTestApp({ data: [] });
});

afterAll(() => moa.close());

describe('openapi.json', () => {
  const committed = JSON.parse(readFileSync('openapi.json', 'utf8')) as OpenAPIObject;

  it('is what the program says of itself (npm run openapi writes it anew)', () => {
    expect(JSON.parse(JSON.stringify(describeApi(moa.app)))).toEqual(committed);
  });

  it('stands beside a table of permissions that is the code’s own (npm run openapi writes both)', () => {
    const text = readFileSync('docs/security.md', 'utf8');
    const table = text.slice(
      text.indexOf(TABLE_BEGINS) + TABLE_BEGINS.length,
      text.indexOf(TABLE_ENDS),
    );
    const cells = (markdown: string): string[] =>
      markdown
        .split(/[|\n]/)
        .map((cell) => cell.trim().replace(/^-+$/, '-'))
        .filter(Boolean);
    expect(cells(table)).toEqual(cells(permissionTable()));
  });

  it('is what the program serves', async () => {
    const response = await moa.app.inject({ url: '/api/openapi.json' });
    expect(response.json()).toEqual(committed);
  });

  it('holds every address of the API and nothing else', () => {
    const addresses = Object.keys(committed.paths).map((path) => path.replace(/\{\w+\}/g, ':id'));
    const routes = routesOf(moa.app)
      .map(({ path }) => path.replace(/[0-9a-f-]{36}/g, ':id'))
      .filter((path) => path.startsWith('/api/'));
    expect(new Set(addresses)).toEqual(new Set(routes));
  });

  it('says of every operation who may use it and what it answers', () => {
    const silent = Object.entries(committed.paths).flatMap(([path, operations]) =>
      Object.entries(operations as Record<string, Operation>)
        .filter(
          ([, { security, responses, summary }]) =>
            !security || !summary || !isEveryAnswerDescribed(responses),
        )
        .map(([method]) => `${method} ${path}`),
    );
    expect(silent).toEqual([]);
  });
});

interface Operation {
  security?: object[];
  summary?: string;
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}

/** What it answers when all is well, and how it says that it is not. */
function isEveryAnswerDescribed({ default: problem, ...answers }: Operation['responses']): boolean {
  const good = Object.entries(answers).filter(([status]) => status.startsWith('2'));
  return (
    good.length > 0 &&
    good.every(([, { content }]) => Object.values(content ?? {}).some(({ schema }) => schema)) &&
    problem?.content?.['application/problem+json']?.schema !== undefined
  );
}
