import { describe, expect, it } from '@jest/globals';
import {
  fingerprint,
  hashPassword,
  newLinkToken,
  newPassword,
  newToken,
  passwordFits,
} from './secrets.js';

describe('a password', () => {
  it('fits its own hash and no other', async () => {
    const hash = await hashPassword('correct horse');
    expect(hash).toMatch(/^\$argon2id\$/);
    expect(await passwordFits('correct horse', hash)).toBe(true);
    expect(await passwordFits('Correct horse', hash)).toBe(false);
    expect(await passwordFits('', hash)).toBe(false);
  });

  it('is the same however the keyboard composes its letters', async () => {
    expect(await passwordFits('cafe\u0301 au lait', await hashPassword('caf\u00e9 au lait'))).toBe(
      true,
    );
  });

  it('has another hash every time', async () => {
    expect(await hashPassword('correct horse')).not.toBe(await hashPassword('correct horse'));
  });

  it('fits nobody who has none', async () => {
    expect(await passwordFits('', null)).toBe(false);
    expect(await passwordFits('anything', null)).toBe(false);
  });

  it('takes as long to refuse for nobody as for somebody', async () => {
    const hash = await hashPassword('correct horse');
    const timed = async (of: string | null): Promise<number> => {
      const start = performance.now();
      for (let round = 0; round < 5; round++) await passwordFits('wrong', of);
      return performance.now() - start;
    };
    await timed(null);
    const [somebody, nobody] = [await timed(hash), await timed(null)];
    // Not a stopwatch: a hash that cannot be read is refused a hundred times faster.
    expect(nobody).toBeGreaterThan(somebody / 4);
  });

  it('is refused where the stored hash is damaged', async () => {
    expect(await passwordFits('anything', 'not a hash')).toBe(false);
  });
});

describe('what is drawn at random', () => {
  it('is readable when a person types it', () => {
    expect(newPassword()).toMatch(/^([a-hj-km-np-z2-9]{4}-){3}[a-hj-km-np-z2-9]{4}$/);
  });

  it('does not come twice', () => {
    const drawn = Array.from({ length: 200 }, () => [newPassword(), newToken()]).flat();
    expect(new Set(drawn).size).toBe(400);
  });

  it('has 256 bits in a link', () => {
    expect(Buffer.from(newLinkToken(), 'base64url')).toHaveLength(32);
  });

  it('carries a prefix that scanners for leaked keys can find', () => {
    expect(newToken()).toMatch(/^moa_[\w-]{43}$/);
  });
});

it('keeps the SHA-256 of a token', () => {
  expect(fingerprint('abc')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
