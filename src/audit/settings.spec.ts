import { describe, expect, it } from '@jest/globals';
import { flattened, settingChanges, withoutCredentials } from './settings.rules.js';

describe('settings as one level', () => {
  it('are named by their path; lists stay whole', () => {
    expect(flattened({ a: { b: 1, c: { d: null } }, e: [1, { f: 2 }], g: false })).toEqual({
      'a.b': 1,
      'a.c.d': null,
      e: [1, { f: 2 }],
      g: false,
    });
  });

  it('tell what changed, came and went, each by its path', () => {
    expect(settingChanges({ a: 1, gone: 2, same: [1] }, { a: 3, come: 4, same: [1] })).toEqual([
      { field: 'a', before: 1, after: 3 },
      { field: 'come', before: null, after: 4 },
      { field: 'gone', before: 2, after: null },
    ]);
  });
});

describe('an address', () => {
  it.each([
    [undefined, null],
    ['smtps://moa:hush@mail.example.gov:465/?password=hush', 'smtps://mail.example.gov:465/'],
    ['smtp://127.0.0.1:25', 'smtp://127.0.0.1:25'],
    ['moa:hush@nowhere', 'set'],
  ])('%s is told as %s', (address, told) => {
    expect(withoutCredentials(address)).toBe(told);
  });
});
