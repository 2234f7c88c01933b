import type { VNode } from 'preact';
import { AuditTrailLink } from '../audit/audit-trail-link.js';
import { Alert } from '../platform/pages/alert.js';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { CsrfField } from '../platform/pages/csrf-field.js';
import { DataTable } from '../platform/pages/data-table.js';
import { ErrorSummary } from '../platform/pages/error-summary.js';
import { TextField } from '../platform/pages/fields.js';
import { MomentTime } from '../platform/pages/format.js';
import { useRender } from '../platform/pages/render-context.js';
import { SampleTag } from '../platform/pages/status-tag.js';
import { SummaryList } from '../platform/pages/summary-list.js';
import { EntryFields, type EntryInput, problemWith } from './entry-fields.js';
import { FactCell } from './fact-cells.js';
import type { RegisterCorrection } from './register.entity.js';
import { entryLabel, type Register, registerOf } from './registers.rules.js';
import type { EntryDetail } from './registers.service.js';

/** What does this entry say, and what did it say before? */
export function EntryPage(props: {
  detail: EntryDetail;
  /** Null = the viewer changes none. */
  input: EntryInput | null;
}): VNode {
  const { detail, input } = props;
  const { entry, agreement, corrections } = detail;
  const { timeZone } = useRender();
  const register = registerOf(entry.register);
  const path = `/agreements/${agreement.agreementId}`;
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: agreement.agencyName, path },
          { label: 'Registers', path: `${path}/registers` },
          { label: register.title },
        ]}
      />
      <h1>{entryLabel(register, entry.facts)}</h1>
      <ErrorSummary
        errors={(input?.problems ?? []).map(({ parameter, detail: message }) => ({
          message,
          ...(parameter && { field: parameter }),
        }))}
      />
      {entry.isSample && (
        <p>
          <SampleTag /> This entry is invented.
        </p>
      )}
      {entry.withdrawnAt !== null && (
        <Alert kind="warning" heading="Withdrawn">
          {entry.withdrawnBecause} (by {entry.withdrawnBy},{' '}
          <MomentTime moment={entry.withdrawnAt} timeZone={timeZone} />)
        </Alert>
      )}
      <SummaryList
        facts={[
          [
            'Agreement',
            <a key="agreement" href={path}>
              {agreement.agencyName}, {agreement.state}
            </a>,
          ],
          ...register.fields.map((field): [string, VNode] => [
            field.label,
            <FactCell key={field.name} field={field} value={entry.facts[field.name] ?? null} />,
          ]),
          ['Source', entry.source],
          [
            'Recorded',
            <>
              <MomentTime moment={entry.recordedAt} timeZone={timeZone} /> by {entry.recordedBy}
            </>,
          ],
        ]}
      />
      {corrections.length > 0 && <Corrections register={register} corrections={corrections} />}
      {input && entry.withdrawnAt === null && (
        <Forms detail={detail} register={register} input={input} />
      )}
      <AuditTrailLink type="register-entry" id={entry.id} />
    </div>
  );
}

function Corrections(props: { register: Register; corrections: RegisterCorrection[] }): VNode {
  const { register, corrections } = props;
  const { timeZone } = useRender();
  return (
    <>
      <h2>What was corrected</h2>
      <DataTable
        caption="Corrections of this entry"
        isCaptionHidden
        rows={corrections}
        keyOf={({ id }) => id}
        columns={[
          {
            header: 'When',
            isRowHeader: true,
            cell: ({ correctedAt, correctedBy }) => (
              <>
                <MomentTime moment={correctedAt} timeZone={timeZone} /> by {correctedBy}
              </>
            ),
          },
          {
            header: 'What',
            cell: ({ factsBefore, factsAfter }) => (
              <ul class="moa-list">
                {register.fields
                  .filter(({ name }) => (factsBefore[name] ?? null) !== (factsAfter[name] ?? null))
                  .map((field) => (
                    <li key={field.name}>
                      {field.label}:{' '}
                      <FactCell field={field} value={factsBefore[field.name] ?? null} />, now{' '}
                      <FactCell field={field} value={factsAfter[field.name] ?? null} />
                    </li>
                  ))}
              </ul>
            ),
          },
          { header: 'Why', cell: ({ reason }) => reason },
        ]}
      />
    </>
  );
}

function Forms(props: { detail: EntryDetail; register: Register; input: EntryInput }): VNode {
  const { detail, register, input } = props;
  const { id, version } = detail.entry;
  const isWithdrawing = problemWith('withdrawalReason', input) !== undefined;
  return (
    <>
      <details open={input.problems.length > 0 && !isWithdrawing}>
        <summary>Correct it</summary>
        <form class="usa-form" method="post" action={`/register-entries/${id}/correct`}>
          <CsrfField />
          <input type="hidden" name="version" value={version} />
          <EntryFields register={register} {...input} />
          <TextField
            name="reason"
            label="Why it is corrected"
            value={input.typed['reason']}
            error={problemWith('reason', input)}
            isRequired
          />
          <button class="usa-button" type="submit">
            Correct it
          </button>
        </form>
      </details>
      <details open={isWithdrawing}>
        <summary>Withdraw it</summary>
        <p>It counts no more, and stays to be seen with the reason.</p>
        <form class="usa-form" method="post" action={`/register-entries/${id}/withdraw`}>
          <CsrfField />
          <input type="hidden" name="version" value={version} />
          <TextField
            name="withdrawalReason"
            label="Why it is withdrawn"
            value={input.typed['withdrawalReason']}
            error={problemWith('withdrawalReason', input)}
            isRequired
          />
          <button class="usa-button usa-button--outline" type="submit">
            Withdraw it
          </button>
        </form>
      </details>
    </>
  );
}
