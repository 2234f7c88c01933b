import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attachment } from '../../platform/http/attachment.js';
import { addDays } from '../../platform/clock/calendar.js';
import { type DatedDocument, documentsOn } from './documents.rules.js';
import { mediaTypeOf } from './media-type.rules.js';

const day = fc.integer({ min: 0, max: 40 }).map((days) => addDays('2012-01-01', days));

const documents = fc.array(
  fc.record<DatedDocument>({
    id: fc.uuid(),
    seriesId: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constant('moa'),
    holdsFrom: day,
    uploadedAt: day.map((at) => `${at}T12:00:00.000Z`),
    withdrawnAt: fc.constantFrom(null, null, '2012-03-01T12:00:00.000Z'),
  }),
  { maxLength: 12 },
);

describe('the documents that hold on a day', () => {
  it('are one of each series, begun, not withdrawn, and none of it begun later', () => {
    fc.assert(
      fc.property(documents, day, (known, asOf) => {
        const holding = documentsOn(known, asOf);
        const candidates = known.filter(
          ({ holdsFrom, withdrawnAt }) => holdsFrom <= asOf && withdrawnAt === null,
        );
        expect(new Set(holding.map(({ seriesId }) => seriesId))).toEqual(
          new Set(candidates.map(({ seriesId }) => seriesId)),
        );
        expect(new Set(holding.map(({ seriesId }) => seriesId)).size).toBe(holding.length);
        for (const document of holding)
          for (const other of candidates)
            if (other.seriesId === document.seriesId)
              expect(other.holdsFrom <= document.holdsFrom).toBe(true);
      }),
    );
  });
});

describe('a file', () => {
  it('is what its content says, under a name that says the same', () => {
    const pdf = Buffer.from('%PDF-1.7');
    expect(mediaTypeOf('A.PDF', pdf)).toBe('application/pdf');
    for (const name of ['a.txt.exe', 'pdf', 'a.docx', 'a.png', 'a.pdf.html'])
      expect(mediaTypeOf(name, pdf)).toBeUndefined();
  });

  it('is saved under its name, whatever stands in it', () => {
    expect(attachment('MOA of 2009.pdf')).toBe(
      `attachment; filename="MOA of 2009.pdf"; filename*=UTF-8''MOA%20of%202009.pdf`,
    );
    expect(attachment(`a"b\\c\r\n'é%.pdf`)).toBe(
      `attachment; filename="a_b_c__'__.pdf"; filename*=UTF-8''a%22b%5Cc%0D%0A%27%C3%A9%25.pdf`,
    );
  });
});
