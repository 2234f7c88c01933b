import type { ComponentChildren, VNode } from 'preact';
import { counted, numberText } from '../../platform/counted.js';
import { dayText } from '../../platform/clock/day-text.js';
import { CsrfField } from '../../platform/pages/csrf-field.js';
import { DateField, SelectField } from '../../platform/pages/fields.js';
import { importPath, KIND_NAMES } from './import-words.js';
import type { DiffKind } from './list-import.dto.js';
import type { ListImport } from './list-import.entity.js';
import { LIST_KINDS } from './listed-row.js';

type Counts = Record<DiffKind, number>;

/** A form that posts the version which was seen, and one button. */
function ActionForm(props: {
  listImport: ListImport;
  action: string;
  button: string;
  isQuiet?: boolean;
  children?: ComponentChildren;
}): VNode {
  const { listImport, action, button, isQuiet, children } = props;
  return (
    <form method="post" action={importPath(listImport.id, action)}>
      <CsrfField />
      <input type="hidden" name="version" value={listImport.version} />
      {children}
      <button class={`usa-button${isQuiet ? ' usa-button--outline' : ''}`} type="submit">
        {button}
      </button>
    </form>
  );
}

/** Asks what the file does not say: its day, its kind, or whether it is meant. */
export function DayAndKindForm({ listImport }: { listImport: ListImport }): VNode {
  const { asOf, kind, state } = listImport;
  return (
    <section aria-labelledby="day-and-kind">
      <h2 id="day-and-kind">Of which day and kind is it?</h2>
      <div class="moa-narrow">
        <ActionForm listImport={listImport} action="/day-and-kind" button="Save">
          <DateField name="asOf" label="Day of the list" value={asOf ?? ''} />
          <SelectField
            name="kind"
            label="Kind of list"
            value={kind ?? ''}
            anyLabel="Choose"
            options={LIST_KINDS.map((value) => ({ value, label: KIND_NAMES[value] }))}
          />
          {state === 'refused' && (
            <div class="usa-checkbox">
              <input
                class="usa-checkbox__input"
                id="force"
                type="checkbox"
                name="force"
                value="on"
              />
              <label class="usa-checkbox__label" for="force">
                The list is meant as it is, although it lacks so much
              </label>
            </div>
          )}
        </ActionForm>
      </div>
    </section>
  );
}

/** Says exactly what applying does, then asks. */
export function ApplySection(props: { listImport: ListImport; counts: Counts }): VNode {
  const { listImport, counts } = props;
  const { asOf, kind } = listImport;
  const day = asOf === null ? '' : dayText(asOf);
  return (
    <section aria-labelledby="apply">
      <h2 id="apply">Apply</h2>
      <p>What happens, all of it or nothing:</p>
      <ul class="usa-list">
        <li>
          {counted(counts.new, 'agreement')} new to the register
          {kind === 'pending' ? ', as pending' : ''}
        </li>
        <li>{numberText(counts.changed)} changed as shown</li>
        <li>{numberText(counts.same)} seen again, unchanged</li>
        <li>
          {counts.gone === 0
            ? 'none that the list lacks'
            : `${counted(counts.gone, 'agreement')} no longer shown: marked absent from the list of ${day}, with a question each of what became of it`}
        </li>
      </ul>
      <ActionForm
        listImport={listImport}
        action="/apply"
        button={`Apply: ${numberText(counts.new)} new, ${numberText(counts.changed)} changed, ${numberText(counts.gone)} no longer shown`}
      />
      {counts.gone > 0 && (
        <details class="moa-question">
          <summary>Apply, and accept what is proposed for those no longer shown</summary>
          <ActionForm
            listImport={listImport}
            action="/apply"
            button="Apply and accept what is proposed"
            isQuiet
          >
            <input type="hidden" name="acceptProposed" value="on" />
            <p>
              {counted(counts.gone, 'agreement')} then {counts.gone === 1 ? 'is' : 'are'} recorded
              as having left the list on {day}, reason not recorded, or as superseded where the list
              shows another model of the agency instead. Each answer is marked as accepted without
              being looked at.
            </p>
          </ActionForm>
        </details>
      )}
    </section>
  );
}

export function CancelSection({ listImport }: { listImport: ListImport }): VNode {
  return (
    <details class="moa-question">
      <summary>Cancel this import</summary>
      <p>
        {listImport.fileName} is given up. Nothing of it goes into the register; it can be sent
        again.
      </p>
      <ActionForm listImport={listImport} action="/cancel" button="Cancel the import" isQuiet />
    </details>
  );
}

export function UndoSection(props: { listImport: ListImport; counts: Counts }): VNode {
  const { listImport, counts } = props;
  return (
    <details class="moa-question">
      <summary>Take this list back</summary>
      <p>
        Every day is then as it was without {listImport.fileName}: {numberText(counts.new)} new{' '}
        {counts.new === 1 ? 'agreement is' : 'agreements are'} in force no more,{' '}
        {numberText(counts.changed)} changed {counts.changed === 1 ? 'is' : 'are'} as before, and
        the questions about {numberText(counts.gone)} no longer shown are gone. What the register
        said meanwhile stays known. It is refused once something was built on it.
      </p>
      <ActionForm listImport={listImport} action="/undo" button="Take the list back" isQuiet />
    </details>
  );
}
