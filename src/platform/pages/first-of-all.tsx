import type { VNode } from 'preact';
import { numberText } from '../counted.js';

/** Below a list that is cut where it grows long: says so, and leads to all of it. Nothing where all is shown. */
export function FirstOfAll(props: {
  /** What is shown; it is due first. */
  shown: number;
  total: number;
  href: string;
  /** What the way to all of it is called. */
  words: string;
}): VNode | null {
  const { shown, total, href, words } = props;
  if (total <= shown) return null;
  return (
    <p>
      These are the {numberText(shown)} that are due first. <a href={href}>{words}</a>
    </p>
  );
}
