import type { VNode } from 'preact';
import { AuditTrailLink } from '../audit/audit-trail-link.js';
import { dayText } from '../platform/clock/day-text.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { ErrorSummary } from '../platform/pages/error-summary.js';
import { DateField } from '../platform/pages/fields.js';
import { DayTime } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';
import { SummaryList } from '../platform/pages/summary-list.js';
import { DocumentSection, EvidenceSection } from './recommendation-attachments.js';
import { ClockCell, IssuedText, StandingCell } from './recommendation-cells.js';
import { RecommendationHistory } from './recommendation-history.js';
import type { RecommendationView, RefusedForm } from './recommendation-views.js';
import { CONCURRENCE_WORDS, NO_TEXT, STEP_WORDS } from './recommendation-words.js';
import { numberOf } from './recommendations.service.js';
import { stepsFrom } from './steps.rules.js';

/** What was recommended, what was answered, and what is still owed? */
export function RecommendationPage(view: RecommendationView & { refused?: RefusedForm }): VNode {
  const { detail, asOf, reminders, refused, linkable } = view;
  const { recommendation, report, standing } = detail;
  const { today } = useRender();
  const number = numberOf(recommendation);
  const path = `/recommendations/${recommendation.id}`;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Recommendations', path: '/recommendations' },
          { label: report.number, path: `/recommendations?report=${report.number}` },
          { label: `#${recommendation.number}` },
        ]}
      />
      <h1>Recommendation {number}</h1>
      <ErrorSummary
        errors={(refused?.problems ?? []).map(({ parameter, detail: message }) => ({
          ...(parameter !== undefined && { field: parameter }),
          message,
        }))}
      />
      <p>{recommendation.text ?? NO_TEXT}</p>
      <p>
        <StandingCell standing={standing} />
        {asOf !== today && <> as of {dayText(asOf)}</>}
      </p>
      <form class="moa-filters" method="get" action={path} aria-label="Show as of another day">
        <DateField name="asOf" label="As of" value={asOf} />
        <div class="moa-actions">
          <button class="usa-button usa-button--outline" type="submit">
            Show
          </button>
        </div>
      </form>
      <Facts {...view} />
      {linkable !== null && <Steps {...view} />}
      <h2>Responses, analyses and changes of status</h2>
      <RecommendationHistory {...view} />
      <DocumentSection {...view} refused={refused} />
      <EvidenceSection {...view} refused={refused} />
      <h2>Reminders</h2>
      {reminders}
      <AuditTrailLink type="recommendation" id={recommendation.id} />
    </div>
  );
}

function Facts({ detail }: RecommendationView): VNode {
  const { recommendation, report, standing, clock } = detail;
  const { concurrence } = standing;
  return (
    <SummaryList
      facts={[
        [
          'Report',
          <>
            {report.number}: {report.title}, <IssuedText report={report} />
          </>,
        ],
        ['Addressee', recommendation.addressee ?? 'not known'],
        ['Answer due', <ClockCell key="clock" clock={clock} />],
        ['The agency', concurrence ? CONCURRENCE_WORDS[concurrence] : 'has not said'],
        ['Corrective action plan', standing.correctiveActionPlan ?? 'none is on record'],
        ['Target completion date', <DayTime key="target" day={standing.targetDate} />],
        ['Responsible parties', standing.responsibleParties ?? 'none are on record'],
        ['The OIG waits for', standing.nextEvidence ?? 'nothing that is on record'],
      ]}
    />
  );
}

function Steps({ detail }: RecommendationView): VNode {
  const { recommendation, standing } = detail;
  return (
    <p class="moa-actions">
      {stepsFrom(standing.status).map(({ name }) => (
        <a
          key={name}
          class="usa-button usa-button--outline"
          href={`/recommendations/${recommendation.id}/steps/${name}`}
        >
          {STEP_WORDS[name].title}
        </a>
      ))}
    </p>
  );
}
