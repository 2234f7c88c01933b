/** What of tasks says who could share a trip. */
interface TaskFacts {
  weeks: number;
  weekDays: Uint8Array;
  taskCount: number;
  days: Uint8Array;
  region: Int32Array;
  isAllowed(task: number, week: number): boolean;
}

/** For each task those of its region that fit beside it in a week allowed to both: they could share a trip. */
export function companionsOf(problem: TaskFacts): number[][] {
  const { taskCount, days, region, weekDays } = problem;
  const longest = Math.max(...weekDays);
  const short = new Map<number, number[]>();
  for (let task = 0; task < taskCount; task++)
    if (days[task]! < longest) {
      const others = short.get(region[task]!);
      if (others) others.push(task);
      else short.set(region[task]!, [task]);
    }
  return Array.from(days, (own, task) =>
    own === longest
      ? []
      : (short.get(region[task]!) ?? []).filter(
          (other) =>
            other !== task && own + days[other]! <= longest && canMeet(problem, task, other),
        ),
  );
}

function canMeet(problem: TaskFacts, task: number, other: number): boolean {
  const together = problem.days[task]! + problem.days[other]!;
  for (let week = 0; week < problem.weeks; week++)
    if (
      problem.isAllowed(task, week) &&
      problem.isAllowed(other, week) &&
      together <= problem.weekDays[week]!
    )
      return true;
  return false;
}
