import type { VNode } from 'preact';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { SampleTag, StatusTag } from '../platform/pages/status-tag.js';
import { RequirementLink } from '../requirements/standard-cells.js';
import { standardWords } from '../requirements/standard.rules.js';
import { LimitTime } from './fact-cells.js';
import type { ComputedLimit, LimitStatus } from './limits.rules.js';
import type { AgreementLimits, RequirementLimits } from './limits.service.js';
import { NO_REGISTER } from './register.mapping.js';

interface LimitRow {
  key: string;
  requirement: RequirementLimits;
  limit: ComputedLimit;
}

/** What is late stands first, what is well stands last. */
const ORDER: readonly LimitStatus[] = ['late', 'early', 'due-soon', 'no-data', 'compliant'];

/** Every limit of an agreement that the registers hold facts for, and the requirements for which they hold none. */
export function LimitSection({ limits }: { limits: AgreementLimits }): VNode {
  const { agreement, requirements, template, asOf } = limits;
  const rows = requirements
    .flatMap((requirement): LimitRow[] =>
      requirement.limits.map((limit, index) => ({
        key: `${requirement.requirement.code} ${index}`,
        requirement,
        limit,
      })),
    )
    .sort((a, b) => ORDER.indexOf(a.limit.status) - ORDER.indexOf(b.limit.status));
  const notHeld = requirements.filter(({ source }) => source === null);
  return (
    <>
      <p>
        {template.code === null
          ? `Template ${template.why.charAt(0).toLowerCase()}${template.why.slice(1)} Counted are the limits of every text of its model.`
          : `By the template ${template.code}. ${template.why}`}
      </p>
      {rows.length === 0 ? (
        <EmptyState>Nothing that the registers hold has a limit here.</EmptyState>
      ) : (
        <DataTable
          caption="Limits that the registers hold facts for"
          isCaptionHidden
          rows={rows}
          keyOf={({ key }) => key}
          columns={[
            {
              header: 'Requirement',
              cell: ({ requirement }) => (
                <>
                  <RequirementLink code={requirement.requirement.code} asOf={asOf} />{' '}
                  <small>{standardWords(requirement.standard)}</small>
                </>
              ),
            },
            {
              header: 'Of',
              isRowHeader: true,
              cell: ({ limit }) => (
                <>
                  {limit.entryId === null ? (
                    limit.subject
                  ) : (
                    <a href={`/register-entries/${limit.entryId}`}>{limit.subject}</a>
                  )}{' '}
                  {limit.isSample && <SampleTag />}
                </>
              ),
            },
            {
              header: 'From',
              cell: ({ limit }) => (
                <LimitTime value={limit.from} timeZone={agreement.officeTimeZone} />
              ),
            },
            {
              header: 'Due',
              cell: ({ limit, requirement }) => (
                <>
                  {requirement.standard.bound === 'at-least' &&
                    limit.dueOn !== null &&
                    'not before '}
                  <LimitTime value={limit.dueOn} timeZone={agreement.officeTimeZone} />
                </>
              ),
            },
            {
              header: 'Done, or ends',
              cell: ({ limit }) => (
                <LimitTime value={limit.until} timeZone={agreement.officeTimeZone} />
              ),
            },
            {
              header: 'Status',
              cell: ({ limit }) => (
                <>
                  <StatusTag status={limit.status} /> {limit.note}
                </>
              ),
            },
          ]}
        />
      )}
      {notHeld.length > 0 && (
        <details>
          <summary>{notHeld.length} limits that cannot be counted</summary>
          <ul class="moa-list">
            {notHeld.map(({ requirement, standard }) => (
              <li key={requirement.code}>
                <RequirementLink code={requirement.code} asOf={asOf} />: {standardWords(standard)}{' '}
                {NO_REGISTER}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** Each officer's last training. */
export function AnnualTrainingSection(props: { limits: AgreementLimits; months: number }): VNode {
  const { training } = props.limits;
  return (
    <section>
      <h2>Annual training</h2>
      <p>
        A training counts for {props.months} months (set by this installation). Officers who left
        are not counted.
      </p>
      {training.length === 0 ? (
        <EmptyState>No officer is on record, so that it is not known.</EmptyState>
      ) : (
        <DataTable
          caption="Annual training of each officer"
          isCaptionHidden
          rows={training}
          keyOf={({ entryId }) => entryId}
          columns={[
            {
              header: 'Officer',
              isRowHeader: true,
              cell: ({ officer, entryId, isSample }) => (
                <>
                  <a href={`/register-entries/${entryId}`}>{officer}</a> {isSample && <SampleTag />}
                </>
              ),
            },
            {
              header: 'Last training',
              cell: ({ lastOn }) => <LimitTime value={lastOn} timeZone={null} />,
            },
            {
              header: 'Counts until',
              cell: ({ dueOn }) => <LimitTime value={dueOn} timeZone={null} />,
            },
            { header: 'Status', cell: ({ status }) => <StatusTag status={status} /> },
          ]}
        />
      )}
    </section>
  );
}
