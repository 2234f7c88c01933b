import type { VNode } from 'preact';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { DataTable } from '../platform/pages/data-table.js';
import { EmptyState } from '../platform/pages/empty-state.js';
import { DateField } from '../platform/pages/fields.js';
import { DayTime } from '../platform/pages/format.js';
import { EntryLink, FactCell, tellingFields } from './fact-cells.js';
import { AnnualTrainingSection, LimitSection } from './limit-sections.js';
import type { AgreementLimits } from './limits.service.js';
import type { RegisterEntry } from './register.entity.js';
import { type Register, REGISTERS } from './registers.rules.js';

export interface AgreementRegistersView {
  limits: AgreementLimits;
  annualTrainingMonths: number;
  /** As they stand now, withdrawn ones included. */
  entries: RegisterEntry[];
  mayEnter: boolean;
}

/** What do the registers say of this agreement, and what is due or late? */
export function AgreementRegistersPage(view: AgreementRegistersView): VNode {
  const { limits, entries } = view;
  const { agreement, asOf } = limits;
  const path = `/agreements/${agreement.agreementId}`;
  const standing = entries.filter(({ withdrawnAt }) => withdrawnAt === null);
  const withdrawn = entries.filter(({ withdrawnAt }) => withdrawnAt !== null);
  return (
    <div class="grid-container">
      <Breadcrumb
        items={[
          { label: 'Agreements', path: '/agreements?status=in-force' },
          { label: agreement.agencyName, path },
          { label: 'Registers' },
        ]}
      />
      <h1>
        Registers of {agreement.agencyName}, {agreement.state}
      </h1>
      <form class="moa-filters" method="get" action={`${path}/registers`} aria-label="Another day">
        <DateField name="asOf" label="As of" value={asOf} />
        <div class="moa-actions">
          <button class="usa-button usa-button--outline" type="submit">
            Show
          </button>
        </div>
      </form>
      <h2>
        Limits, as of <DayTime day={asOf} />
      </h2>
      <LimitSection limits={limits} />
      <AnnualTrainingSection limits={limits} months={view.annualTrainingMonths} />
      {REGISTERS.map((register) => (
        <RegisterSection
          key={register.code}
          register={register}
          entries={standing.filter((entry) => entry.register === register.code)}
          newPath={view.mayEnter ? `${path}/registers/new?register=${register.code}` : null}
        />
      ))}
      {withdrawn.length > 0 && <Withdrawn entries={withdrawn} />}
    </div>
  );
}

function RegisterSection(props: {
  register: Register;
  entries: RegisterEntry[];
  newPath: string | null;
}): VNode {
  const { register, entries, newPath } = props;
  return (
    <section>
      <h2>{register.title}</h2>
      <p>{register.about}</p>
      {entries.length === 0 ? (
        <EmptyState>Nothing is on record.</EmptyState>
      ) : (
        <DataTable
          caption={`${register.title} on record`}
          isCaptionHidden
          rows={entries}
          keyOf={({ id }) => id}
          columns={[
            { header: 'Entry', isRowHeader: true, cell: (entry) => <EntryLink entry={entry} /> },
            ...tellingFields(register).map((field) => ({
              header: field.label,
              isNumeric: field.kind === 'number',
              cell: (entry: RegisterEntry) => (
                <FactCell field={field} value={entry.facts[field.name] ?? null} />
              ),
            })),
            { header: 'Source', cell: ({ source }: RegisterEntry) => source },
          ]}
        />
      )}
      {newPath !== null && (
        <p>
          <a href={newPath}>Enter: {register.entryWord}</a>
        </p>
      )}
    </section>
  );
}

function Withdrawn({ entries }: { entries: RegisterEntry[] }): VNode {
  return (
    <section>
      <h2>Withdrawn</h2>
      <ul class="moa-list">
        {entries.map((entry) => (
          <li key={entry.id}>
            <EntryLink entry={entry} />: {entry.withdrawnBecause} (by {entry.withdrawnBy})
          </li>
        ))}
      </ul>
    </section>
  );
}
