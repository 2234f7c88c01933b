import { type EntityManager, In } from 'typeorm';
import { grouped } from '../platform/grouped.js';
import { InspectionTeamMember } from './inspection.entity.js';

/** Who is on a visit: ids of positions, the inspectors' in their order. */
export interface VisitTeam {
  leader: string;
  inspectors: string[];
}

/** The teams of these visits, by the visit's id; a visit that nobody leads has none. */
export async function visitTeams(
  manager: EntityManager,
  visitIds: readonly string[],
): Promise<Map<string, VisitTeam>> {
  const members = await manager.findBy(InspectionTeamMember, { inspectionId: In([...visitIds]) });
  const byVisit = grouped(members, ({ inspectionId }) => inspectionId);
  return new Map(
    [...byVisit].flatMap(([visitId, team]) => {
      const leader = team.find(({ role }) => role === 'leader')?.positionId;
      if (leader === undefined) return [];
      const others = team.flatMap(({ positionId }) => (positionId === leader ? [] : positionId));
      return [[visitId, { leader, inspectors: others.sort() }] as const];
    }),
  );
}
