import type { VNode } from 'preact';
import { PlanOfYear, Proposals } from '../planning/versions/plan-of-year.js';
import type { Plan } from '../planning/versions/plan.entity.js';
import type { PlanStanding } from '../planning/versions/plans.service.js';
import { counted } from '../platform/counted.js';
import { DateField } from '../platform/pages/fields.js';
import type { Census } from '../registry/census.rules.js';
import { RenewalsAhead } from '../renewals/renewals-ahead.js';
import type { ReviewRow } from '../renewals/renewals.service.js';
import type { HomeFacts } from './home.service.js';
import { asOfWords, Figure, Figures, OwedActions, Unscheduled, Visits } from './home-sections.js';

/** Where does the program stand today, or on any day? */
export function ProgramManagerHome(props: {
  /** Agreements that a list lacks, and nobody has said why. */
  openAbsences: number;
  /** Official lists that were read and wait for answers, or to be put into the register. */
  waitingLists: number;
  plan: PlanStanding;
  proposals: Plan[];
  facts: HomeFacts;
  census: Census;
  renewals: ReviewRow[];
}): VNode {
  const { facts, census, renewals, openAbsences, waitingLists, plan, proposals } = props;
  const { today, fiscalYear } = facts;
  const count = (fits: (item: HomeFacts['lines'][number]) => boolean): number =>
    facts.lines.filter(fits).length;
  return (
    <>
      <h1>Where the program stands, {asOfWords(today)}</h1>
      <Proposals plans={proposals} />
      <Figures>
        <Figure
          number={census.agreements}
          label={`agreements in force in ${census.states} states`}
          path="/agreements?status=in-force"
        />
        {Object.entries(census.byModel)
          .filter(([, number]) => number > 0)
          .map(([model, number]) => (
            <Figure
              key={model}
              number={number}
              label={model.toLowerCase().replaceAll('_', ' ')}
              path={`/agreements?status=in-force&model=${model}`}
            />
          ))}
      </Figures>
      {openAbsences > 0 && (
        <p>
          <a href="/imports/absences">
            {openAbsences === 1
              ? 'An agreement is missing from a list: say what became of it'
              : `${openAbsences} agreements are missing from a list: say what became of them`}
          </a>
        </p>
      )}
      {waitingLists > 0 && (
        <p>
          <a href="/imports">
            {counted(waitingLists, 'official list')} {waitingLists === 1 ? 'waits' : 'wait'} for
            somebody
          </a>
        </p>
      )}
      <form class="moa-filters" method="get" action="/census" aria-label="Census of a day">
        <DateField name="asOf" label="Census of another day" value={today} />
        <button class="usa-button" type="submit">
          Show
        </button>
      </form>
      <h2>Fiscal year {fiscalYear}</h2>
      <Figures>
        <Figure
          number={count((item) => item.kind === 'full' && item.startsOn !== null)}
          label="full inspections have a date"
          path={`/inspections?fiscalYear=${fiscalYear}&kind=full&status=scheduled`}
        />
        <Figure
          number={count((item) => item.kind === 'focus' && item.startsOn !== null)}
          label="focus reviews have a date"
          path={`/inspections?fiscalYear=${fiscalYear}&kind=focus`}
        />
        <Figure
          number={facts.unscheduled.total}
          label="due without a place"
          path={`/inspections?fiscalYear=${fiscalYear}&status=unscheduled`}
        />
        <Figure
          number={facts.openFindings.total}
          label="open findings"
          path="/findings?status=open"
        />
      </Figures>
      <h2>Plan of FY {fiscalYear}</h2>
      <PlanOfYear standing={plan} mayDraft={false} />
      <h2>Could not be scheduled</h2>
      <Unscheduled {...facts.unscheduled} fiscalYear={fiscalYear} />
      <h2>Renewals and terminations ahead</h2>
      <RenewalsAhead rows={renewals} today={today} />
      <h2>Visits of the next five weeks</h2>
      <Visits visits={facts.coming} none="No visit starts in the next five weeks." />
      <h2>Corrective actions that are owed</h2>
      <OwedActions facts={facts} none="No corrective action is open." />
    </>
  );
}
