import type { InspectionKind } from './inspection.entity.js';

export const KIND_WORDS: Record<InspectionKind, string> = {
  full: 'Full inspection',
  focus: 'Focus review',
};

export const SIDE_WORDS: Record<string, string> = { agency: 'Agency', ice: 'ICE field office' };

export const FINDING_WORDS: Record<string, string> = {
  deficiency: 'Deficiency',
  'area-of-concern': 'Area of concern',
};

export const OWNER_WORDS: Record<string, string> = {
  agency: 'The agency',
  'field-office': 'The field office',
};

/** `Team leader 1 and 3 inspectors` */
export function teamWords(team: { position: string; role: 'leader' | 'inspector' }[]): string {
  const leader = team.find((member) => member.role === 'leader');
  const inspectors = team.filter((member) => member.role === 'inspector').length;
  if (!leader) return 'no team';
  if (inspectors === 0) return leader.position;
  return `${leader.position} and ${inspectors} inspector${inspectors === 1 ? '' : 's'}`;
}
