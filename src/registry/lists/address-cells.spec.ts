import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readAddress, repairAddress } from './address-cells.rules.js';

const MOA = 'https://www.ice.gov/doclib/287gMOA/CherokeePDAL_TFM_%20MOA_02142026.pdf';
const VIEWER = 'chrome-extension://efaidnbmnnnibpcajpcglclefindmkaj/';

const safelink = (address: string): string =>
  `https://gcc02.safelinks.protection.outlook.com/?url=${encodeURIComponent(address)}&data=05%7C02%7CERO287g%40ice.dhs.gov&sdata=dJlt%3D&reserved=0`;

describe('the address of a document', () => {
  it('is where the link leads', () => {
    expect(readAddress('moa', 'link', MOA)).toEqual({ value: MOA, problems: [] });
    expect(readAddress('moa', 'link pending', MOA).value).toBe(MOA);
  });

  it('is the text of a cell that has no link and says an address', () => {
    expect(readAddress('moa', MOA, undefined)).toEqual({ value: MOA, problems: [] });
  });

  it.each([
    ['a safe link of Outlook', safelink(MOA), MOA, 'cleaned'],
    ['a safe link in a safe link', safelink(safelink(MOA)), MOA, 'cleaned'],
    ['one slash', MOA.replace('https://', 'https:/'), MOA, 'noted'],
    ['no slash', MOA.replace('https://', 'https:'), MOA, 'noted'],
    ['a browser’s viewer', `${VIEWER}${MOA}`, MOA, 'noted'],
    ['a browser’s viewer and one slash', `${VIEWER}https:/${MOA.slice(8)}`, MOA, 'noted'],
    ['a safe link around a broken address', safelink(`https:/${MOA.slice(8)}`), MOA, 'cleaned'],
    ['spaces at its edges', ` ${MOA} `, MOA, 'cleaned'],
    ['spaces within', 'https://www.ice.gov/a b.pdf', 'https://www.ice.gov/a%20b.pdf', 'cleaned'],
    ['no protocol', 'www.ice.gov/a.pdf', 'https://www.ice.gov/a.pdf', 'noted'],
  ])('is repaired: %s', (_, target, address, kind) => {
    const read = readAddress('moa', 'link', target);
    expect(read.value).toBe(address);
    expect(read.problems[0]).toMatchObject({ kind, raw: target, value: address });
  });

  it.each([
    'javascript:alert(1)',
    safelink('javascript:alert(1)'),
    'data:text/html,x',
    'file:///C:/Users/MOA.pdf',
    'mailto:ERO287g@ice.dhs.gov',
    '../MOA.pdf',
    'https://user:secret@www.ice.gov/a.pdf',
    'https://intranet/a.pdf',
    'https://',
  ])('is left out where it is none of the web: %s', (target) => {
    expect(readAddress('moa', 'link', target)).toMatchObject({
      value: null,
      problems: [{ kind: 'unknown', raw: target, value: null }],
    });
  });

  it.each(['link pending', 'link pending ', 'Pending', '', undefined, '#N/A', 'link'])(
    'is still to come where the cell says “%s” and leads nowhere',
    (raw) => {
      const { value, problems } = readAddress('moa', raw, undefined);
      expect(value).toBeNull();
      expect(problems).toMatchObject([{ kind: 'noted', raw: raw ?? '' }]);
      expect(problems[0]?.detail).toMatch(/^MOA not posted yet/);
    },
  );

  it('is not missed where there is no addendum', () => {
    expect(readAddress('addendum', undefined, undefined)).toEqual({ value: null, problems: [] });
    expect(readAddress('addendum', 'link', undefined).problems).toHaveLength(1);
  });

  const path = fc.stringMatching(/^[A-Za-z0-9_.-]{1,20}$/);
  const address = fc
    .tuple(fc.constantFrom('http', 'https'), fc.constantFrom('www.ice.gov', 'ice.gov'), path)
    .map(([protocol, host, file]) => `${protocol}://${host}/doclib/${file}`);
  const damage = fc.constantFrom<(address: string) => string>(
    safelink,
    (whole) => `${VIEWER}${whole}`,
    (whole) => whole.replace('://', ':/'),
    (whole) => ` ${whole}\u00a0`,
  );

  it('comes out whole whatever was done to it', () => {
    fc.assert(
      fc.property(address, fc.array(damage, { maxLength: 3 }), (whole, damages) => {
        const target = damages.reduce((damaged, damageOnce) => damageOnce(damaged), whole);
        expect(repairAddress(target).address).toBe(whole);
      }),
    );
  });

  it('is one of the web, and needs no second repair, or is none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), address), (target) => {
        const repaired = repairAddress(target).address;
        if (repaired === null) return;
        expect(new URL(repaired).protocol).toMatch(/^https?:$/);
        expect(repairAddress(repaired)).toEqual({ address: repaired, repairs: [] });
      }),
    );
  });
});
