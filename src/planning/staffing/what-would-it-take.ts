import { counted } from '../../platform/counted.js';
import type { TeamRole } from '../../workforce/position.entity.js';
import type { PlannedPosition } from '../instance/plan-people.js';
import { kilometres, unitVector } from '../solver/globe.js';
import type { PlanAssignment, PlanInstance, PlanPerson } from '../solver/instance.js';
import { latenessText } from '../versions/plan-words.js';
import { modelsWords, titles } from './change-words.js';
import { applyScenario, type Home, type StaffingChange } from './scenario.rules.js';

/** A plan, and the people it was made with: what "what would it take?" is asked of. */
export interface AdviceQuestion {
  instance: PlanInstance;
  /** Every position, also the vacant ones. */
  everybody: PlanPerson[];
  positions: PlannedPosition[];
  offices: Home[];
  /** What is different in the scenario that is asked about; none for a plan. */
  changes: StaffingChange[];
  /** The weeks and teams as they are. */
  start: PlanAssignment[];
  /** Travel weeks a quarter of somebody new. */
  quarterCap: number;
}

/** One more person, or a vacancy that is filled. */
export interface Candidate {
  change: Extract<StaffingChange, { kind: 'add' | 'fill' }>;
  person: PlanPerson;
  /** "One more inspector for detention in Atlanta" */
  words: string;
  /** What people of their kind have in common: of those only the best is tried. */
  kind: string;
  /** From home to the sites of visits that they may make, on average and one way. */
  km: number;
}

/** What a plan comes to. */
export interface AdviceOutcome {
  onTime: number;
  lateness: number;
  unscheduled: number;
  travelKm: number;
}

/**
 * Who might help: each vacant position, and one more person of each role with each set of models that somebody has, at
 * each home office where somebody lives.
 */
export function candidatesFor(question: AdviceQuestion): Candidate[] {
  const { instance, everybody, changes } = question;
  const base = applyScenario(instance, everybody, changes);
  const known = new Set(base.people.map(({ id }) => id));
  return [...vacancies(question, base), ...additions(question, base)].map((change) => {
    const { people } = applyScenario(instance, everybody, [...changes, change]);
    const person =
      change.kind === 'fill'
        ? people.find(({ id }) => id === change.position)
        : people.find(({ id }) => !known.has(id));
    if (!person) throw new Error('a candidate is not among the people of their own scenario');
    return {
      change,
      person,
      words: candidateWords(change, titles(question.positions)),
      kind: `${change.kind} ${person.role} ${person.models.join()}`,
      km: distanceOf(person, base),
    };
  });
}

function vacancies(
  { everybody, changes }: AdviceQuestion,
  base: PlanInstance,
): Candidate['change'][] {
  const held = new Set(base.people.map(({ id }) => id));
  const removed = new Set(
    changes.flatMap((change) => (change.kind === 'remove' ? [change.position] : [])),
  );
  return everybody
    .filter(({ id }) => !held.has(id) && !removed.has(id))
    .map(({ id }) => ({ kind: 'fill', position: id }));
}

function additions(
  { offices, quarterCap }: AdviceQuestion,
  base: PlanInstance,
): Candidate['change'][] {
  const people = base.people.filter(({ unavailable }) => unavailable.length < base.weeks);
  const homes = offices.filter((office) =>
    people.some(({ lat, lon }) => lat === office.lat && lon === office.lon),
  );
  return (['leader', 'inspector'] as const).flatMap((role) =>
    modelSets(people, role).flatMap((models) =>
      homes.map((home) => ({ kind: 'add' as const, count: 1, role, models, home, quarterCap })),
    ),
  );
}

function modelSets(people: readonly PlanPerson[], role: TeamRole): string[][] {
  const ofRole = people.filter((person) => person.role === role && person.models.length > 0);
  const sets = new Map(ofRole.map(({ models }) => [[...models].sort().join(), [...models].sort()]));
  return [...sets.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, models]) => models);
}

function distanceOf(person: PlanPerson, { tasks }: PlanInstance): number {
  const home = unitVector(person.lat, person.lon);
  const distances = tasks.map(({ lat, lon }) => kilometres(home, unitVector(lat, lon)));
  return distances.reduce((sum, km) => sum + km, 0) / Math.max(1, distances.length);
}

/**
 * Whom to try: the worth decides, then the way from home; of each kind the best one. Whoever is worth nothing is left out.
 * @param worth of each candidate, in their order
 */
export function bestCandidates(
  candidates: readonly Candidate[],
  worth: readonly number[],
  most: number,
): { candidate: Candidate; worth: number }[] {
  const kinds = new Set<string>();
  return candidates
    .map((candidate, index) => ({ candidate, worth: worth[index] ?? 0 }))
    .filter((ranked) => ranked.worth > 1e-6)
    .sort((a, b) => b.worth - a.worth || a.candidate.km - b.candidate.km)
    .filter(({ candidate: { kind } }) => !kinds.has(kind) && kinds.add(kind))
    .slice(0, most);
}

/** `One more inspector for detention in Atlanta`, `Team leader 4 filled` */
function candidateWords(
  change: Candidate['change'],
  titleOf: (position: string) => string,
): string {
  if (change.kind === 'fill') return `${titleOf(change.position)} filled`;
  const role = change.role === 'leader' ? 'team leader' : 'inspector';
  return `One more ${role} for ${modelsWords(change.models)} in ${change.home.office}`;
}

/** `4 more visits on time, lateness 120 instead of 180, 3 fewer without a week` */
export function outcomeWords(before: AdviceOutcome, after: AdviceOutcome): string {
  const onTime = after.onTime - before.onTime;
  const unscheduled = after.unscheduled - before.unscheduled;
  const [late, earlier] = [latenessText(after.lateness), latenessText(before.lateness)];
  return [
    onTime === 0
      ? 'as many visits on time'
      : `${counted(Math.abs(onTime), `${moreOrFewer(onTime)} visit`)} on time`,
    late === earlier ? `lateness ${late} as before` : `lateness ${late} instead of ${earlier}`,
    unscheduled === 0
      ? 'as many without a week'
      : `${Math.abs(unscheduled)} ${moreOrFewer(unscheduled)} without a week`,
  ].join(', ');
}

const moreOrFewer = (difference: number): string => (difference > 0 ? 'more' : 'fewer');
