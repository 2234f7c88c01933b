import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { getMetadataArgsStorage } from 'typeorm';
import {
  auditKey,
  changesBetween,
  entryHash,
  exportedHeadSeal,
  headSeal,
  isSameSeal,
  SEALED_FIELDS,
  type SealedFacts,
  storableText,
} from './audit-chain.rules.js';
import { AuditEntry } from './audit-entry.entity.js';

const key = auditKey('a secret of the test that is long enough');

const value = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null));
const facts = fc.record(
  Object.fromEntries(SEALED_FIELDS.map((field) => [field, value])),
) as fc.Arbitrary<SealedFacts>;

describe('the seal of an entry', () => {
  it('covers every column but the hash itself', () => {
    const columns = getMetadataArgsStorage()
      .columns.filter(({ target }) => target === AuditEntry)
      .map(({ propertyName }) => propertyName);
    expect([...SEALED_FIELDS, 'hash'].sort()).toEqual(columns.sort());
  });

  it('is another one whenever any field is', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...SEALED_FIELDS), value, (entry, field, other) => {
        fc.pre(entry[field] !== other);
        expect(entryHash({ ...entry, [field]: other }, key)).not.toBe(entryHash(entry, key));
      }),
    );
  });

  it('is another one when two fields change places', () => {
    const place = fc.constantFrom(...SEALED_FIELDS);
    fc.assert(
      fc.property(facts, place, place, (entry, one, other) => {
        fc.pre(entry[one] !== entry[other]);
        const swapped = { ...entry, [one]: entry[other], [other]: entry[one] };
        expect(entryHash(swapped, key)).not.toBe(entryHash(entry, key));
      }),
    );
  });

  it('is the same for the same entry, in whatever order its fields are named, and needs the key', () => {
    fc.assert(
      fc.property(facts, fc.string({ minLength: 1 }), (entry, secret) => {
        fc.pre(secret !== key.secret);
        const reversed = Object.fromEntries(Object.entries(entry).reverse()) as SealedFacts;
        expect(entryHash(reversed, key)).toBe(entryHash(entry, key));
        expect(entryHash(entry, auditKey(secret))).not.toBe(entryHash(entry, key));
      }),
    );
  });
});

describe('the seals of an end', () => {
  it('are of no use for one another', () => {
    const head = { sequence: 3, hash: 'f'.repeat(64), takenAt: '2012-09-26T16:00:00.000Z' };
    const seals = [headSeal(head, key), exportedHeadSeal(head, key)];
    expect(new Set(seals).size).toBe(2);
    expect(isSameSeal(seals[0]!, headSeal(head, key))).toBe(true);
    expect(isSameSeal(seals[0]!, seals[1]!)).toBe(false);
    expect(isSameSeal(seals[0]!, 'short')).toBe(false);
  });
});

describe('the name of a key', () => {
  it('tells nothing of the key and is not the key of anything', () => {
    expect(key.id).toMatch(/^[0-9a-f]{16}$/);
    expect(auditKey('another secret').id).not.toBe(key.id);
  });
});

describe('a text', () => {
  it('is kept as both engines keep it: as UTF-8, without NUL, and no longer than its column', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (text, longest) => {
          const kept = storableText(text, longest);
          expect(kept.length).toBeLessThanOrEqual(longest);
          expect(kept).not.toContain('\0');
          expect(Buffer.from(kept, 'utf8').toString('utf8')).toBe(kept);
          expect(storableText(kept, longest)).toBe(kept);
        },
      ),
    );
  });

  it.each([
    ['plain', 'plain'],
    ['half a pair \ud83d', 'half a pair \ufffd'],
    ['nul \0', 'nul \ufffd'],
    ['😀'.repeat(3), '😀\ufffd…'],
  ])('%j becomes %j', (text, kept) => {
    expect(storableText(text, text.length > 5 && text.startsWith('😀') ? 4 : undefined)).toBe(kept);
  });
});

describe('changes', () => {
  it('are the fields that differ, in the order they were named; what is not there is null', () => {
    const before = { a: 1, b: ['x'], c: undefined, d: 'same' };
    const after = { a: 2, b: ['x', 'y'], c: undefined, d: 'same' };
    expect(changesBetween<Record<string, unknown>>(before, after, ['d', 'b', 'c', 'a'])).toEqual([
      { field: 'b', before: ['x'], after: ['x', 'y'] },
      { field: 'a', before: 1, after: 2 },
    ]);
    expect(changesBetween<Record<string, unknown>>(null, { a: 1, c: null }, ['a', 'c'])).toEqual([
      { field: 'a', before: null, after: 1 },
    ]);
  });
});
