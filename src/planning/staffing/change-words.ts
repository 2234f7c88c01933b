import { counted } from '../../platform/counted.js';
import type { TeamRole } from '../../workforce/position.entity.js';
import { newPersonTitle, type StaffingChange } from './scenario.rules.js';

const ONE: Record<TeamRole, string> = { leader: 'team leader', inspector: 'inspector' };

/** `1 inspector`, `2 team leaders` */
export const countedRole = (count: number, role: TeamRole): string => counted(count, ONE[role]);

/** `detention and task force` */
export const modelsWords = (models: readonly string[]): string =>
  models.map((model) => model.toLowerCase().replaceAll('_', ' ')).join(' and ');

/** What a position is called: by the year's positions, or as somebody whom the scenario adds. */
export function titles(
  positions: readonly { id: string; title: string }[],
): (position: string) => string {
  const known = new Map(positions.map(({ id, title }) => [id, title]));
  return (position) => known.get(position) ?? newPersonTitle(position) ?? 'a position that is gone';
}

/** `2 inspectors more for detention in Atlanta` */
export function changeWords(change: StaffingChange, titleOf: (position: string) => string): string {
  switch (change.kind) {
    case 'add':
      return `${countedRole(change.count, change.role)} more for ${modelsWords(change.models)} in ${change.home.office}`;
    case 'remove':
      return `without ${titleOf(change.position)}`;
    case 'move':
      return `${titleOf(change.position)} in ${change.home.office}`;
    case 'vacate':
      return `${titleOf(change.position)} vacant`;
    case 'fill':
      return `${titleOf(change.position)} filled`;
    case 'travel-weeks':
      return `${counted(change.weeks, 'travel week')} a quarter at most for ${
        change.role === null ? 'everybody' : `each ${ONE[change.role]}`
      }`;
  }
}
