import type { VNode } from 'preact';
import { Breadcrumb } from '../../platform/pages/breadcrumb.js';
import { DataTable } from '../../platform/pages/data-table.js';
import type { Account } from '../account.entity.js';
import { ROLE_NAMES } from '../permissions.js';

/** Whose work could be handed over. */
export function PeoplePage({ people }: { people: Account[] }): VNode {
  return (
    <div class="grid-container">
      <Breadcrumb items={[{ label: 'Admin', path: '/admin' }, { label: 'Hand over work' }]} />
      <h1>Hand over work</h1>
      <p>
        When somebody leaves or is away, others take over their positions, visits and whatever else
        they have. Choose the person to see what that is.
      </p>
      <DataTable
        caption="Active people"
        isCaptionHidden
        rows={people}
        keyOf={({ id }) => id}
        columns={[
          {
            header: 'Person',
            isRowHeader: true,
            cell: ({ id, displayName }) => (
              <a href={`/admin/accounts/${id}/departure`}>{displayName}</a>
            ),
          },
          { header: 'Role', cell: ({ role }) => ROLE_NAMES[role] },
        ]}
      />
    </div>
  );
}
