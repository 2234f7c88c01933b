import type { VNode } from 'preact';
import type { Day } from '../platform/clock/calendar.js';
import { withQuery } from '../platform/pages/addresses.js';
import { DayTime } from '../platform/pages/format.js';
import { StatusTag } from '../platform/pages/status-tag.js';
import { ALL, type Codes } from './catalogue.rules.js';
import { pathOf } from './catalogue.service.js';
import { isMeasurable, type Standard, standardWords } from './standard.rules.js';
import { CATALOGUE_BEGINS, type VersionSpan } from './versions.rules.js';

/** A standard in words, and where it is our reading: that it is, and how. */
export function StandardText({ standard }: { standard: Standard }): VNode {
  return (
    <>
      {standardWords(standard)}
      {standard.inference !== null && (
        <>
          {' '}
          <small>
            <strong>Our reading, not the text&rsquo;s.</strong> {standard.inference}
          </small>
        </>
      )}
    </>
  );
}

export function MeasurableTag({ standard }: { standard: Standard }): VNode {
  return <StatusTag status={isMeasurable(standard) ? 'measurable' : 'not-measurable'} />;
}

/** Leads to a requirement as it is, or was, on a day. */
export function RequirementLink({ code, asOf }: { code: string; asOf?: Day | undefined }): VNode {
  return <a href={withQuery(pathOf(code), { asOf })}>{code}</a>;
}

export const codesText = (codes: Codes, nameOf = (code: string): string => code): string =>
  codes.includes(ALL) ? 'all' : codes.map(nameOf).join(', ');

/** From when until when a version holds. */
export function SpanText({ span }: { span: VersionSpan }): VNode {
  const { holdsFrom, holdsUntil } = span;
  return (
    <>
      {holdsFrom === CATALOGUE_BEGINS ? (
        'from the beginning of the program'
      ) : (
        <>
          from <DayTime day={holdsFrom} />
        </>
      )}
      {holdsUntil !== null && (
        <>
          {', until '}
          <DayTime day={holdsUntil} />, when the next one begins
        </>
      )}
    </>
  );
}
