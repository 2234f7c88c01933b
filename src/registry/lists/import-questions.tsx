import type { VNode } from 'preact';
import { counted } from '../../platform/counted.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { DateField, SelectField } from '../../platform/pages/fields.js';
import { importPath } from './import-words.js';
import type { ListImport } from './list-import.entity.js';
import { type Choice, LEAVE_OUT, type ListQuestion } from './list-question.js';

/** More choices than one reads beside each other become a select field. */
const MOST_RADIO_BUTTONS = 8;
const MOST_ROWS_NAMED = 12;

/** The questions of a list in one form. What is proposed is marked; nothing is chosen for anybody. */
export function Questions(props: { listImport: ListImport; questions: ListQuestion[] }): VNode {
  const { listImport, questions } = props;
  const { id, version } = listImport;
  const unproposed = questions.filter(({ proposal }) => proposal === null).length;
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">{counted(questions.length, 'question')}</h2>
      <form method="post" action={importPath(id, '/answers')}>
        <CsrfField />
        <input type="hidden" name="version" value={version} />
        {questions.map((question, index) => (
          <Question key={question.key} question={question} index={index} />
        ))}
        <p class="usa-hint">
          What you leave open stays open; an answer may raise another question.
        </p>
        <button class="usa-button" type="submit">
          Save the answers
        </button>
      </form>
      <form class="moa-question" method="post" action={importPath(id, '/proposals')}>
        <CsrfField />
        <input type="hidden" name="version" value={version} />
        <p>
          Without looking at each: every question above gets the answer that is proposed, marked as
          accepted without being looked at.{' '}
          {unproposed > 0 &&
            `For ${counted(unproposed, 'question')} nothing is proposed: what ${unproposed === 1 ? 'it is' : 'they are'} about is left out, and named in the report. `}
          Nothing goes into the register by this.
        </p>
        <button class="usa-button usa-button--outline" type="submit">
          Accept all proposals
        </button>
      </form>
    </section>
  );
}

function Question({ question, index }: { question: ListQuestion; index: number }): VNode {
  const { key, text, sheetRows, choices, column, proposal } = question;
  const name = `answers[${key}]`;
  const id = `question-${index}`;
  return (
    <fieldset class="usa-fieldset moa-question">
      <legend class="usa-legend">{text}</legend>
      <span class="usa-hint">{rowsText(sheetRows)}</span>
      {choices.length > MOST_RADIO_BUTTONS ? (
        <SelectField
          name={name}
          id={id}
          label="Answer"
          value=""
          anyLabel={`Choose${proposal === null ? '' : ` (proposed: ${labelOf(choices, proposal)})`}`}
          options={choices}
        />
      ) : (
        choices.map((choice, at) => (
          <div class="usa-radio" key={choice.value}>
            <input
              class="usa-radio__input"
              id={`${id}-${at}`}
              type="radio"
              name={name}
              value={choice.value}
            />
            <label class="usa-radio__label" for={`${id}-${at}`}>
              {choice.label}
              {(choice.value === proposal || (proposal === null && choice.value === LEAVE_OUT)) && (
                <strong> (proposed)</strong>
              )}
            </label>
          </div>
        ))
      )}
      {column === 'signedOn' && (
        <DateField name={`days[${key}]`} id={`${id}-day`} label="Or another day" value="" />
      )}
    </fieldset>
  );
}

const labelOf = (choices: Choice[], value: string): string =>
  choices.find((choice) => choice.value === value)?.label ?? value;

function rowsText(rows: number[]): string {
  const named = rows.slice(0, MOST_ROWS_NAMED).join(', ');
  const more = rows.length - MOST_ROWS_NAMED;
  return `${rows.length === 1 ? 'Row' : 'Rows'} ${named}${more > 0 ? ` and ${more} more` : ''}`;
}
