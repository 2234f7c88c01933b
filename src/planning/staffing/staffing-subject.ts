import type { StaffingScenario } from './staffing.entity.js';

/** How the audit names a scenario. */
export const scenarioSubject = ({
  id,
  number,
}: Pick<StaffingScenario, 'id' | 'number'>): { type: string; id: string; label: string } => ({
  type: 'staffing-scenario',
  id,
  label: number,
});

/** Where a scenario's pages are. */
export const scenarioPath = (id: string, rest = ''): string => `/staffing/${id}${rest}`;
