import { InvalidRequest, type ProblemItem } from '../../platform/http/problem.js';
import { TEAM_ROLES, type TeamRole } from '../../workforce/position.entity.js';
import { CHANGE_KINDS, type Home, type StaffingChange } from './scenario.rules.js';

/** A change as somebody asks for it; which of its fields it needs depends on its kind. */
export interface WantedChange {
  kind: (typeof CHANGE_KINDS)[number];
  count?: number;
  role?: TeamRole | null;
  /** Codes of program models. */
  models?: string[];
  /** A field office, by its id or its name. */
  homeOffice?: string;
  /** A position's id. */
  position?: string;
  weeks?: number;
}

/** What changes may name. */
export interface ScenarioYear {
  offices: readonly Home[];
  /** Codes of the program models that somebody can be qualified for. */
  specialties: readonly string[];
  /** Travel weeks a quarter of somebody new. */
  usualCap: number;
}

/**
 * What is asked for, with the places of its offices.
 * @throws InvalidRequest (400) naming each field that is missing or wrong
 */
export function changesOf(wanted: readonly WantedChange[], year: ScenarioYear): StaffingChange[] {
  const problems: ProblemItem[] = [];
  const changes = wanted.flatMap((one, index) => {
    const object = (field: keyof WantedChange, detail: string): void => {
      problems.push({ pointer: `/changes/${index}/${field}`, parameter: field, detail });
    };
    const change = changeOf(one, year, object);
    return change ? [change] : [];
  });
  if (problems.length > 0) throw new InvalidRequest(problems);
  return changes;
}

type Objecting = (field: keyof WantedChange, detail: string) => void;

function changeOf(
  wanted: WantedChange,
  { offices, specialties, usualCap: quarterCap }: ScenarioYear,
  object: Objecting,
): StaffingChange | null {
  const { kind, count, role, models, position, weeks } = wanted;
  if (kind === 'travel-weeks') {
    if (weeks === undefined) object('weeks', 'Say how many travel weeks a quarter.');
    return weeks === undefined ? null : { kind, role: role ?? null, weeks };
  }
  if (kind === 'add') {
    const home = homeOf(wanted, offices, object);
    if (count === undefined) object('count', 'Say how many people come.');
    if (!role || !TEAM_ROLES.includes(role)) object('role', 'Say whether they lead or inspect.');
    const known = specialties.filter((code) => models?.includes(code));
    if (known.length === 0)
      object('models', `Choose the models that they may inspect: ${specialties.join(', ')}.`);
    if (!home || count === undefined || !role || known.length === 0) return null;
    return { kind, count, role, models: known, home, quarterCap };
  }
  if (!position) object('position', 'Choose a position.');
  if (kind !== 'move') return position ? { kind, position } : null;
  const home = homeOf(wanted, offices, object);
  return position && home ? { kind, position, home } : null;
}

function homeOf(
  { homeOffice = '' }: WantedChange,
  offices: readonly Home[],
  object: Objecting,
): Home | undefined {
  const asked = homeOffice.trim().toLowerCase();
  const home = offices.find(
    ({ officeId, office }) => officeId === asked || office.toLowerCase() === asked,
  );
  if (!home)
    object(
      'homeOffice',
      asked === '' ? 'Choose a field office.' : `There is no field office ${homeOffice}.`,
    );
  return home;
}
