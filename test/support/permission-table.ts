import {
  type Permission,
  PERMISSION_NAMES,
  PERMISSIONS,
  ROLE_NAMES,
  ROLE_SCOPES,
  roleMay,
  ROLES,
  SCOPE_NAMES,
} from '../../src/identity/permissions.js';

/** Between these lines of docs/security.md stands what the code says. */
export const TABLE_BEGINS = '<!-- who may do what: written by npm run openapi -->';
export const TABLE_ENDS = '<!-- end of who may do what -->';

/** The table of permissions as Markdown, a row for each permission and the scope of each role last. */
export function permissionTable(): string {
  const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  const permissions = Object.keys(PERMISSIONS) as Permission[];
  return [
    row(['Permission', ...ROLES.map((role) => ROLE_NAMES[role])]),
    row(['Permission', ...ROLES].map(() => '---')),
    ...permissions.map((permission) =>
      row([
        `${PERMISSION_NAMES[permission]} (\`${permission}\`)`,
        ...ROLES.map((role) => (roleMay(role, permission) ? 'yes' : '')),
      ]),
    ),
    row(['Sees', ...ROLES.map((role) => SCOPE_NAMES[ROLE_SCOPES[role]])]),
  ].join('\n');
}
