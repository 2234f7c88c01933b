import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { VNode } from 'preact';
import { Breadcrumb } from '../platform/pages/breadcrumb.js';
import { DataTable } from '../platform/pages/data-table.js';
import { Page } from '../platform/pages/page.js';
import {
  PERMISSION_NAMES,
  PERMISSIONS,
  type Permission,
  ROLE_NAMES,
  ROLE_SCOPES,
  roleMay,
  ROLES,
  SCOPE_NAMES,
} from './permissions.js';
import { Requires } from './requires.js';

@ApiExcludeController()
@Controller('help/roles')
export class RolesPages {
  @Get()
  @Requires('home.read')
  roles(): Page {
    return new Page('Who may do what', <PermissionMatrix />);
  }
}

/** The table of permissions, as the code has it. */
function PermissionMatrix(): VNode {
  const permissions = Object.keys(PERMISSIONS) as Permission[];
  return (
    <div class="grid-container">
      <Breadcrumb items={[{ label: 'Home', path: '/' }, { label: 'Who may do what' }]} />
      <h1>Who may do what</h1>
      <p>
        Whatever is not in this table is refused. How far a role reaches within what it may do
        stands below it.
      </p>
      <DataTable
        caption="Permissions by role"
        isCaptionHidden
        keyOf={(permission) => permission}
        rows={permissions}
        columns={[
          {
            header: 'Permission',
            isRowHeader: true,
            cell: (permission) => (
              <>
                {PERMISSION_NAMES[permission]}
                <br />
                <small>{permission}</small>
              </>
            ),
          },
          ...ROLES.map((role) => ({
            header: ROLE_NAMES[role],
            cell: (permission: Permission) =>
              roleMay(role, permission) ? <strong>yes</strong> : <span class="moa-small">no</span>,
          })),
        ]}
      />
      <Scopes />
    </div>
  );
}

/** How far each role sees, within what it may do at all. */
function Scopes(): VNode {
  return (
    <>
      <h2>How far each role sees</h2>
      <DataTable
        caption="How far each role sees"
        isCaptionHidden
        keyOf={(role) => role}
        rows={[...ROLES]}
        columns={[
          { header: 'Role', isRowHeader: true, cell: (role) => ROLE_NAMES[role] },
          { header: 'Sees', cell: (role) => SCOPE_NAMES[ROLE_SCOPES[role]] },
        ]}
      />
    </>
  );
}
