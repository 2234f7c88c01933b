import type { VNode } from 'preact';
import { CsrfField } from '../../platform/pages/csrf-field.js';

/** How visits are moved, by mouse, by keyboard and without either. */
export function HowToMove(): VNode {
  return (
    <details class="moa-board-how">
      <summary>How to move a visit</summary>
      <ul class="usa-list">
        <li>
          Drag it to another week: the whole visit goes. Drag it to another person of the same role:
          that person takes the place of the one in whose row it was. Drag it to “Without a week” to
          take its week from it, and from there to a week to give it one.
        </li>
        <li>
          By keyboard: go to a visit and press M. Left and right change the week, up and down the
          person, U takes the week away, Enter puts the visit down, Escape gives up.
        </li>
        <li>
          Or open it: its page has forms for the same, also for screen readers that keep keys to
          themselves.
        </li>
      </ul>
      <p>
        What would break a limit is refused, and every such limit is said. What is moved by hand is
        locked.
      </p>
    </details>
  );
}

/** Asks why a visit is to lose its week; the board opens it. */
export function RemovalDialog(): VNode {
  return (
    <dialog class="moa-dialog" aria-labelledby="removal" data-removal>
      <form method="dialog">
        <CsrfField />
        <h2 id="removal">Take its week from it</h2>
        <p data-removal-name />
        <label class="usa-label" for="removal-reason">
          Why
        </label>
        <textarea
          class="usa-textarea"
          id="removal-reason"
          name="reason"
          maxLength={1000}
          required
        />
        <button class="usa-button" type="submit" value="remove">
          Take it out
        </button>
        <button class="usa-button usa-button--outline" type="submit" value="keep" formNoValidate>
          Leave it where it is
        </button>
      </form>
    </dialog>
  );
}
