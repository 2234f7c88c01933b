import type { Problem } from './problem.js';

/** What a task takes of the week of everybody who goes. */
export interface Room {
  /** Work days; WHOLE_WEEK for a task that leaves no room for another. */
  days: number;
  /** Where somebody with days left could go on to; −1 for a whole week. */
  region: number;
}

/** Tasks that ask the same of people. Fixed visits ask for nothing: their people are spoken for. */
export interface TaskType {
  isFixed: boolean;
  model: number;
  /** Index into `rooms`. */
  room: number;
  inspectors: number;
}

export const WHOLE_WEEK = 255;

/**
 * What tasks ask of people, in classes: a leader for a model, an inspector who knows the model, any further inspector; each
 * by the room that the task takes in the week.
 */
export class NeedClasses {
  readonly count: number;
  readonly rooms: readonly Room[];
  readonly types: readonly TaskType[];
  readonly typeOf: Int32Array;

  constructor(private readonly problem: Problem) {
    const rooms = new Numbering<Room>();
    const types = new Numbering<TaskType>();
    this.typeOf = new Int32Array(problem.taskCount);
    for (let task = 0; task < problem.taskCount; task++) {
      const isWhole = problem.companions[task]!.length === 0;
      const room = rooms.of({
        days: isWhole ? WHOLE_WEEK : problem.days[task]!,
        region: isWhole ? -1 : problem.region[task]!,
      });
      this.typeOf[task] = types.of({
        isFixed: problem.isFixed[task] === 1,
        model: problem.model[task]!,
        room,
        inspectors: problem.inspectors[task]!,
      });
    }
    this.rooms = rooms.all;
    this.types = types.all;
    this.count = (2 * problem.models.length + 1) * this.rooms.length;
  }

  leader(model: number, room: number): number {
    return model * this.rooms.length + room;
  }

  specialist(model: number, room: number): number {
    return (this.problem.models.length + model) * this.rooms.length + room;
  }

  /** An inspector whoever it is. */
  hand(room: number): number {
    return 2 * this.problem.models.length * this.rooms.length + room;
  }

  roomOf(need: number): number {
    return need % this.rooms.length;
  }

  /** What a task of a type asks for: need class and how many, without zeros. */
  needsOf(type: number): { need: number; count: number }[] {
    const { isFixed, model, room, inspectors } = this.types[type]!;
    if (isFixed) return [];
    const needs = [{ need: this.leader(model, room), count: 1 }];
    if (inspectors > 0) needs.push({ need: this.specialist(model, room), count: 1 });
    if (inspectors > 1) needs.push({ need: this.hand(room), count: inspectors - 1 });
    return needs;
  }

  /** What a team of each type costs in each week: type × week. */
  priceTypes(price: Float64Array): Float64Array {
    const { weeks } = this.problem;
    const typePrice = new Float64Array(this.types.length * weeks);
    for (let type = 0; type < this.types.length; type++)
      for (const { need, count } of this.needsOf(type))
        for (let week = 0; week < weeks; week++)
          typePrice[type * weeks + week]! += count * price[need * weeks + week]!;
    return typePrice;
  }
}

/** Numbers for what is equal, in the order of first appearance. */
class Numbering<Item extends object> {
  readonly all: Item[] = [];
  private readonly known = new Map<string, number>();

  of(item: Item): number {
    const key = Object.values(item).join();
    let number = this.known.get(key);
    if (number === undefined) {
      number = this.all.push(item) - 1;
      this.known.set(key, number);
    }
    return number;
  }
}
