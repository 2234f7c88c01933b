import { describe, expect, it } from '@jest/globals';
import { localPath } from './local-path.js';

describe('where somebody goes after signing in', () => {
  it.each(['/agreements?state=AZ&asOf=2012-06-25', '/', '/inspections#week-40'])(
    'is the page that was asked for: %s',
    (path) => {
      expect(localPath(path)).toBe(path);
    },
  );

  it.each([
    undefined,
    '',
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '/\\elsewhere.example/',
    '/\t/elsewhere.example/',
    '\\\\elsewhere.example',
    'javascript:alert(1)',
    'agreements',
  ])('is the first page where it is not a path of this site: %j', (path) => {
    expect(localPath(path)).toBe('/');
  });

  it('never starts with two slashes, whatever dots are folded away', () => {
    expect(localPath('/..//elsewhere.example')).not.toMatch(/^\/\//);
  });
});
