import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { PlanCheck } from '../src/planning/checker/check-plan.js';
import type { Plan, PlanInstance } from '../src/planning/solver/instance.js';
import { bestPlan } from './support/best-plan.js';
import { type CommandAnswer, moaCommand } from './support/command.js';
import { anAssignment, anInstance, aTask } from './support/plan-instances.js';

const folder = mkdtempSync(join(tmpdir(), 'moa-plan-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A database that nobody could open: a command that asks it for something fails. */
const nowhere = {
  environment: {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing',
    MOA_DATA_DIR: join(folder, 'none'),
  },
};

const plan = (...argv: string[]): Promise<CommandAnswer> => moaCommand(nowhere, 'plan', ...argv);

function aFile(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const instance = anInstance({ tasks: [aTask(), aTask({ id: 't2', days: 4, release: 1 })] });

describe('moa plan generate', () => {
  it('writes the year that was asked for, the same each time, and touches no database', async () => {
    const out = join(folder, 'year.json');
    const asked = ['generate', '--agreements', '64', '--load', '0.9', '--seed', '1'];
    expect(await plan(...asked, '--out', out)).toEqual({
      code: 0,
      out: `${out}: 45 tasks, 9 people, 52 weeks.\n`,
      err: '',
    });
    const printed = await plan(...asked);
    expect(printed).toEqual({ code: 0, out: readFileSync(out, 'utf8'), err: '' });
    expect((JSON.parse(printed.out) as PlanInstance).tasks).toHaveLength(45);
    expect(existsSync(nowhere.environment.MOA_DATA_DIR)).toBe(false);
  });

  it.each([
    [['--agreements', 'many'], '--agreements must be a number from 1 to 100000, not "many".'],
    [['--agreements', '6.5'], '--agreements must be a whole number, not "6.5".'],
    [['--agreements', '64', '--load', '0'], '--load must be a number from 0.1 to 10, not "0".'],
    [
      ['--agreements', '64', '--seed', '-1'],
      '--seed must be a number from 0 to 4294967295, not "-1".',
    ],
    [[], "required option '--agreements <n>' not specified"],
  ])('refuses %j', async (options, reason) => {
    const { code, out, err } = await plan('generate', ...options);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(reason);
  });
});

describe('moa plan check', () => {
  const file = aFile('instance.json', instance);
  const right = bestPlan(instance);

  it('finds nothing wrong with a plan that keeps every limit', async () => {
    const given = aFile('plan.json', right);
    const { code, out, err } = await plan('check', file, given);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('No limit is broken, and the plan costs what it says.\n2 visits planned');
    const { lateness, travelKm, imbalance } = right;
    const json = await plan('check', file, given, '--json');
    expect(json).toMatchObject({ code: 0, err: '' });
    const check = JSON.parse(json.out) as PlanCheck;
    expect(check).toMatchObject({ faults: [], lateness, imbalance });
    expect(check.travelKm).toBeCloseTo(travelKm, 6);
  });

  it('names every fault and exits with 1', async () => {
    const assignments = [anAssignment(), anAssignment({ task: 't2' })];
    const given = aFile('broken.json', { ...right, assignments });
    const { code, out, err } = await plan('check', file, given);
    expect(code).toBe(1);
    expect(err).toMatch(/^\d faults\.\n$/);
    expect(out).toContain('Task t2 in week 0: its first week is 1.\n');
    expect(out).toContain('inspector in week 0: tasks t1, t2 take 9 days, the week has 5.\n');
    const json = await plan('check', file, given, '--json');
    expect(json.code).toBe(1);
    expect((JSON.parse(json.out) as PlanCheck).faults[0]).toEqual({
      kind: 'before-release',
      sentence: 'Task t2 in week 0: its first week is 1.',
      task: 't2',
      week: 0,
    });
  });

  it('takes a file with a byte order mark', async () => {
    const marked = aFile('marked.json', `\uFEFF${JSON.stringify(instance)}`);
    expect((await plan('check', marked, aFile('plan.json', right))).code).toBe(0);
  });

  it.each<[string, unknown, unknown, string]>([
    ['an instance that is no JSON', '{', right, 'holds no JSON: '],
    [
      'an instance with mistakes, all of them',
      { ...instance, tasks: Array.from({ length: 60 }, () => ({ ...aTask(), due: 'soon' })) },
      right,
      '  /tasks/0/due: must be a whole number of weeks\n',
    ],
    [
      'a plan of something else',
      instance,
      { ...right, unscheduled: [{ task: 't3' }] },
      'is not a plan of this planning problem as docs/plan-format.md describes it:\n  /unscheduled/0/task: names "t3"',
    ],
  ])('refuses %s', async (_, problem, answer, reason) => {
    const { code, out, err } = await plan(
      'check',
      aFile('refused.json', problem),
      aFile('refused-plan.json', answer),
    );
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(reason);
  });

  it('tells the first of very many mistakes, and counts the others', async () => {
    const tasks = Array.from({ length: 60 }, (_, index) =>
      aTask({ id: `t${index}`, due: 0.5 + index }),
    );
    const many = aFile('many.json', { ...instance, tasks });
    const { err } = await plan('check', many, aFile('plan.json', right));
    expect(err.split('\n').filter((line) => line.startsWith('  /'))).toHaveLength(50);
    expect(err).toContain('  and 10 problems more\n');
    const missing = join(folder, 'nothing.json');
    expect((await plan('check', missing, missing)).err).toContain('nothing.json cannot be read');
  });
});

describe('moa plan solve', () => {
  const file = aFile('to-solve.json', instance);

  it('finds the same legal plan for the same seed and iterations', async () => {
    const out = join(folder, 'found.json');
    const asked = ['solve', file, '--iterations', '200', '--seed', '7', '--json'];
    const first = await plan(...asked, '--out', out);
    expect(first.code).toBe(0);
    const found = JSON.parse(first.out) as Plan;
    expect(found).toEqual(JSON.parse(readFileSync(out, 'utf8')));
    expect(found.seed).toBe(7);
    const again = JSON.parse((await plan(...asked)).out) as Plan;
    expect({ ...again, seconds: 0 }).toEqual({ ...found, seconds: 0 });
    expect((await plan('check', file, out)).code).toBe(0);
  });

  it('says what it costs, how good it is, and how to find it again', async () => {
    const { code, out } = await plan('solve', file, '--iterations', '50');
    expect(code).toBe(0);
    expect(out).toMatch(/^\d visits? planned, \d unscheduled\.\nLateness [\d.]+, travel/);
    expect(out).toContain('--seed 1 finds the same plan.');
  });

  it('does not promise the same plan where the clock has a say', async () => {
    const { code, out } = await plan('solve', file, '--iterations', '50', '--proof', '5');
    expect(code).toBe(0);
    expect(out).toContain('50 iterations in ');
    expect(out).toContain(' s, seed 1.');
    expect(out).not.toContain('finds the same plan');
  });

  it.each([
    [['--seconds', '1', '--iterations', '5'], '--seconds and --iterations exclude each other.'],
    [['--seconds', 'few'], '--seconds must be a number'],
    [['--proof', 'yes'], '--proof must be a number'],
    [['--iterations', '1.5'], '--iterations must be a whole number, not "1.5".'],
  ])('refuses %j', async (options, reason) => {
    const { code, out, err } = await plan('solve', file, ...options);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(reason);
  });

  it('refuses what is no planning problem', async () => {
    const { code, err } = await plan('solve', aFile('plan-as-problem.json', { assignments: [] }));
    expect(code).toBe(1);
    expect(err).toContain('  /weeks: is missing\n');
  });
});
