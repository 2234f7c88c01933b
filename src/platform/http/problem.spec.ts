import { describe, expect, it } from '@jest/globals';
import { InvalidRequest } from './problem.js';

const detailOf = (...details: string[]): string =>
  new InvalidRequest(details.map((detail) => ({ detail }))).detail;

describe('what is wrong with a request', () => {
  it('is one sentence after the other, and a list where they are no sentences', () => {
    expect(detailOf('Choose a type.', 'Say why.')).toBe('Choose a type. Say why.');
    expect(detailOf('on must be a day', 'reason must say why')).toBe(
      'on must be a day; reason must say why',
    );
    expect(detailOf('Say why.')).toBe('Say why.');
  });
});
