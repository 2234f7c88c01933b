import type { ViewerScope } from '../platform/http/viewer.js';

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

/** How far a role sees, within what it may do at all. */
export const ROLE_SCOPES: Record<Role, ViewerScope> = {
  administrator: 'everywhere',
  'program-manager': 'everywhere',
  'team-leader': 'everywhere',
  inspector: 'own-visits',
  'ero-supervisor': 'field-office',
  'oig-liaison': 'everywhere',
};

export const SCOPE_NAMES: Record<ViewerScope, string> = {
  everywhere: 'every field office',
  'field-office':
    'the own field office, by its assignment on the day in question; what lies outside is not found',
  'own-visits':
    'all agreements; inspections and findings only of visits that they take part in or that verify the findings',
};

const everyone = ROLES;

/** permission → roles that hold it. */
export const PERMISSIONS = {
  'home.read': everyone,
  'census.read': everyone,
  'lists.read': everyone,
  'agreements.read': everyone,
  'agreements.extend': ['program-manager'],
  'agreements.assign-office': ['program-manager'],
  'agencies.place': ['program-manager'],
  'agreements.create': ['program-manager'],
  'agreements.transition': ['program-manager'],
  'agreements.correct': ['program-manager'],
  'documents.attach': ['program-manager'],
  'imports.read': ['administrator', 'program-manager', 'team-leader', 'oig-liaison'],
  'imports.manage': ['program-manager'],
  'inspections.read': everyone,
  'findings.read': everyone,
  'renewals.read': [
    'administrator',
    'program-manager',
    'team-leader',
    'ero-supervisor',
    'oig-liaison',
  ],
  'renewals.decide': ['program-manager'],
  'figures.enter': ['program-manager', 'ero-supervisor'],
  'registers.read': [
    'administrator',
    'program-manager',
    'team-leader',
    'inspector',
    'ero-supervisor',
  ],
  'registers.enter': ['program-manager', 'ero-supervisor'],
  'workforce.read': ['administrator', 'program-manager', 'team-leader'],
  'workforce.manage': ['program-manager'],
  'workforce.train': ['team-leader'],
  'workforce.own': ['team-leader', 'inspector'],
  'reports.read': everyone,
  'requirements.read': everyone,
  'requirements.edit': ['administrator', 'program-manager'],
  'recommendations.read': ['administrator', 'program-manager', 'team-leader', 'oig-liaison'],
  'recommendations.answer': ['oig-liaison'],
  'reminders.read': everyone,
  'inspections.reschedule': ['team-leader'],
  'inspections.step': ['program-manager', 'team-leader'],
  'inspections.conduct': ['team-leader'],
  'checklist.read': ['administrator', 'program-manager', 'team-leader', 'inspector'],
  'checklist.edit': ['team-leader', 'inspector'],
  'corrective-actions.answer': ['ero-supervisor', 'team-leader'],
  'corrective-actions.decide': ['team-leader'],
  'outcomes.record': ['team-leader', 'inspector'],
  'findings.close': ['team-leader'],
  'focus-reviews.order': ['team-leader'],
  'plans.read': ['administrator', 'program-manager', 'team-leader'],
  'plans.edit': ['team-leader'],
  'plans.approve': ['program-manager', 'team-leader'],
  'staffing.read': ['administrator', 'program-manager', 'team-leader'],
  'staffing.edit': ['program-manager', 'team-leader'],
  'jobs.read': ['administrator', 'program-manager', 'team-leader'],
  'jobs.run': ['administrator'],
  'outbox.resume': ['administrator'],
  'mailbox.read': ['administrator', 'program-manager', 'team-leader'],
  'account.own': everyone,
  'tokens.own': everyone,
  'accounts.manage': ['administrator'],
  'work.hand-over': ['administrator', 'program-manager'],
  'audit.trail': everyone,
  'audit.read': ['administrator', 'program-manager'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** What a permission is about, for the table that people read. */
export const PERMISSION_NAMES: Record<Permission, string> = {
  'home.read': 'Open the first page and the help',
  'census.read': 'See the census of any day',
  'lists.read': 'See official lists, and what differs between them and the register',
  'agreements.read': 'See agreements and their history',
  'agreements.extend': 'Extend an agreement',
  'agreements.assign-office': 'Move an agency to another field office',
  'agencies.place':
    'Say where an agency lies, and which field office answers for one that the map leaves open',
  'agreements.create': 'Enter an agreement, and an agency that is not known yet',
  'agreements.transition':
    'Suspend, give notice, terminate, and whatever else an agreement goes through',
  'agreements.correct': 'Put right what was recorded of an agreement, or take it back',
  'documents.attach': 'Attach documents to an agreement, and withdraw them',
  'imports.read': 'See imported official lists, and which agreements they lack',
  'imports.manage':
    'Import official lists, answer their questions, and say what became of agreements that they lack',
  'inspections.read': 'See inspections and focus reviews',
  'findings.read': 'See findings and corrective actions',
  'renewals.read': 'See renewal and termination reviews, and what speaks for and against',
  'renewals.decide': 'Open a review, propose a decision, and approve what somebody else proposed',
  'figures.enter': 'Enter and import figures on training, meetings and activity',
  'registers.read':
    'See the registers of agreements: officers by reference, trainings, complaints, meetings, goals',
  'registers.enter': 'Enter and import facts into the registers, correct and withdraw them',
  'workforce.read':
    'See positions and who holds them, qualifications, trainings, leave, conflicts of interest and capacity',
  'workforce.manage':
    'Establish, fill, vacate and abolish positions, record qualifications and conflicts of interest',
  'workforce.train': 'Record trainings of inspectors, and their leave',
  'workforce.own': 'See the own record of service, enter and withdraw the own leave',
  'reports.read': 'See the measures of the program',
  'requirements.read': 'See the requirements of the MOA and what of them cannot be measured',
  'requirements.edit': 'Let a requirement say something else from a day on',
  'recommendations.read': 'See the recommendations of the Inspector General, as of any day',
  'recommendations.answer':
    'Record responses, analyses and changes of status of recommendations, with documents and findings',
  'reminders.read': 'See which reminders went out, and why',
  'inspections.reschedule': 'Move an inspection to another week',
  'inspections.step':
    'Postpone, cancel and close inspections; whoever conducts them takes the steps between',
  'inspections.conduct':
    'Conduct an inspection from the notification to the distribution of its report, and judge its findings',
  'checklist.read': 'See checklists, findings that are drafts, inspection plans and milestones',
  'checklist.edit': 'Fill in the checklists of visits that one takes part in',
  'corrective-actions.answer':
    'Submit the plan of a corrective action, say that it is done, attach evidence, ask for more time',
  'corrective-actions.decide':
    'Accept the plan of a corrective action or send it back, grant more time, verify it on documents',
  'outcomes.record': 'Say what a visit found of the findings that it verifies',
  'findings.close': 'Close a finding otherwise than by a visit, with the reason',
  'focus-reviews.order': 'Order a focus review by hand, with the reason',
  'plans.read': 'See the plans of a fiscal year, compare and download them',
  'plans.edit': 'Draft a plan, have it solved, move and lock its visits, propose and withdraw it',
  'plans.approve': 'Approve a plan that somebody else drafted and proposed, or send it back',
  'staffing.read': 'See how a fiscal year would go with other people, compare and download it',
  'staffing.edit': 'Try a fiscal year with other people, and ask what it would take to be on time',
  'jobs.read': 'See the jobs and their runs',
  'jobs.run': 'Run a job by hand',
  'outbox.resume': 'Let a paused outbox send again',
  'mailbox.read': 'See the outbox and the demonstration’s mailbox',
  'account.own': 'Change the own password, see the own sessions and end them',
  'tokens.own': 'Make API tokens for oneself, and revoke them',
  'accounts.manage': 'Invite people, change roles, deactivate accounts, end sessions and tokens',
  'work.hand-over': 'Hand the open work of somebody who leaves to others',
  'audit.trail': 'See what was done to a thing that one may see',
  'audit.read': 'Search and export the whole audit',
};

export function roleMay(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}

export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) =>
    roleMay(role, permission),
  );
}
