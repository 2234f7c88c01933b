/** The roles of the people who work with the agreements, and what each may do. Whatever is not in this table is refused. */
export const ROLES = [
  'administrator',
  'program-manager',
  'team-leader',
  'inspector',
  'ero-supervisor',
  'oig-liaison',
] as const;

export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Record<Role, string> = {
  administrator: 'Administrator',
  'program-manager': 'Program manager',
  'team-leader': 'OPR team leader',
  inspector: 'OPR inspector',
  'ero-supervisor': 'ERO supervisor',
  'oig-liaison': 'OIG liaison',
};

const everyone = ROLES;

/** permission → roles that hold it. */
export const PERMISSIONS = {
  'home.read': everyone,
  'census.read': everyone,
  'agreements.read': everyone,
  'agreements.extend': ['program-manager'],
  'inspections.read': everyone,
  'findings.read': everyone,
  'reminders.read': everyone,
  'inspections.reschedule': ['team-leader'],
  'corrective-actions.complete': ['ero-supervisor', 'team-leader'],
  'jobs.read': ['administrator', 'program-manager', 'team-leader'],
  'jobs.run': ['administrator'],
  'outbox.resume': ['administrator'],
  'mailbox.read': ['administrator', 'program-manager', 'team-leader'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** What a permission is about, for the table that people read. */
export const PERMISSION_NAMES: Record<Permission, string> = {
  'home.read': 'Open the first page and the help',
  'census.read': 'See the census of any day',
  'agreements.read': 'See agreements and their history',
  'agreements.extend': 'Extend an agreement',
  'inspections.read': 'See inspections and focus reviews',
  'findings.read': 'See findings and corrective actions',
  'reminders.read': 'See which reminders went out, and why',
  'inspections.reschedule': 'Move an inspection to another week',
  'corrective-actions.complete': 'Report a corrective action as done',
  'jobs.read': 'See the jobs and their runs',
  'jobs.run': 'Run a job by hand',
  'outbox.resume': 'Let a paused outbox send again',
  'mailbox.read': 'See the outbox and the demonstration’s mailbox',
};

export function roleMay(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}

export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) =>
    roleMay(role, permission),
  );
}
