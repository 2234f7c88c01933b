import type { VNode } from 'preact';
import { SampleTag } from '../platform/pages/status-tag.js';
import type { Statement, Weight } from './evidence-facts.js';
import { weighing } from './evidence.rules.js';

const HEADINGS: Record<Weight, string> = {
  against: 'What speaks against keeping it',
  for: 'What speaks for keeping it',
  neither: 'What else is known, or is not',
};

const NONE: Record<Weight, string> = {
  against: 'Nothing is known that speaks against it.',
  for: 'Nothing is known yet that speaks for it.',
  neither: 'Nothing else.',
};

/** All of the evidence, by what it says; each statement leads to where it can be looked up. */
export function Evidence({ statements }: { statements: Statement[] }): VNode {
  const hasSettings = statements.some(({ setting }) => setting !== null);
  return (
    <>
      <div class="moa-columns">
        {(['against', 'for'] as const).map((weight) => (
          <section key={weight} aria-label={HEADINGS[weight]}>
            <h2>{HEADINGS[weight]}</h2>
            <Statements statements={weighing(statements, weight)} none={NONE[weight]} />
          </section>
        ))}
      </div>
      <h2>{HEADINGS.neither}</h2>
      <Statements statements={weighing(statements, 'neither')} none={NONE.neither} />
      {hasSettings && (
        <p class="usa-hint">
          * A number that is set by this installation decides on which side it stands
          (config/policy.yaml). No such number of ICE was found in public sources.
        </p>
      )}
    </>
  );
}

function Statements(props: { statements: Statement[]; none: string }): VNode {
  if (props.statements.length === 0) return <p>{props.none}</p>;
  return (
    <ul class="moa-list">
      {props.statements.map(({ topic, words, path, setting, isSample }) => (
        <li key={`${topic} ${words}`}>
          {words}
          {setting && <abbr title={`set by this installation: ${setting}`}>*</abbr>}
          {isSample && (
            <>
              {' '}
              <SampleTag />
            </>
          )}
          {path && (
            <>
              {' '}
              <a href={path} aria-label={`Look it up: ${words}`}>
                Look it up
              </a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The statements of one weight in a few words each, for a cell of a table. */
export function ShortEvidence(props: { statements: Statement[]; weight: Weight }): VNode {
  const chosen = weighing(props.statements, props.weight);
  if (chosen.length === 0) return <span class="moa-small">nothing known</span>;
  return (
    <>
      <ul class="moa-list">
        {chosen.map(({ topic, short }) => (
          <li key={`${topic} ${short}`}>{short}</li>
        ))}
      </ul>
      {chosen.some(({ isSample }) => isSample) && <SampleTag />}
    </>
  );
}
