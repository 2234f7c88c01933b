import FlatQueue from 'flatqueue';

/** Seats in teams, of one role and one quarter, with the people who could take them. */
export interface Seating {
  /** Weeks of the quarter. */
  weeks: number;
  /** Seat → its week. */
  weekOf: ArrayLike<number>;
  /** Seat → kinds of people who could take it, each with the metres of its trip. */
  offers: readonly Offers[];
  /** Kind → its people: as good as each other for any seat, when they are free. */
  members: readonly (readonly number[])[];
  /** Person → travel weeks that are left in the quarter. */
  capacity: ArrayLike<number>;
  /** person × week: 1 where somebody has no time. */
  isAway: Uint8Array;
}

export interface Offers {
  kinds: Int32Array;
  /** Whole numbers: sums of them are exact. */
  metres: Float64Array;
}

const NOBODY = -1;

/**
 * The shortest trips: everybody takes one seat a week and as many a quarter as they may travel. A flow of least cost,
 * from seats by way of kinds of people in a week to persons, found by shortest augmenting paths (Edmonds and Karp 1972):
 * seat after seat gets somebody, and whoever must change for that changes.
 */
export class SeatFlow {
  /** Seat → who takes it. */
  readonly personOf: Int32Array;
  /** person × week → the seat that is taken. */
  private readonly seatAt: Int32Array;
  /** Seat → metres of the trip of who takes it. */
  private readonly metresOf: Float64Array;
  /** Person → seats taken. */
  private readonly taken: Int32Array;

  // Nodes: seats, then kinds by week, then persons.
  private readonly firstPool: number;
  private readonly firstPerson: number;
  private readonly potential: Float64Array;
  private readonly distance: Float64Array;
  private readonly cameFrom: Int32Array;
  private readonly isSettled: Uint8Array;
  private readonly reached: number[] = [];
  private readonly queue = new FlatQueue<number>();

  /** @throws Error when there are fewer people than seats */
  constructor(private readonly seating: Seating) {
    const { weeks, offers, members, capacity } = seating;
    this.personOf = new Int32Array(offers.length).fill(NOBODY);
    this.metresOf = new Float64Array(offers.length);
    this.seatAt = new Int32Array(capacity.length * weeks).fill(NOBODY);
    this.taken = new Int32Array(capacity.length);
    this.firstPool = offers.length;
    this.firstPerson = this.firstPool + members.length * weeks;
    const nodes = this.firstPerson + capacity.length;
    this.potential = new Float64Array(nodes);
    this.distance = new Float64Array(nodes).fill(Infinity);
    this.cameFrom = new Int32Array(nodes);
    this.isSettled = new Uint8Array(nodes);
    for (let seat = 0; seat < offers.length; seat++) this.seat(seat);
  }

  private seat(first: number): void {
    this.reach(first, 0, NOBODY);
    const end = this.nearestWithTime();
    if (end === undefined) throw new Error('there are fewer people than seats');
    this.learnFrom(this.distance[end]!);
    this.handOver(first, end);
    this.queue.clear();
  }

  /** Dijkstra's algorithm on costs less potentials: to the first person who has a travel week left. */
  private nearestWithTime(): number | undefined {
    for (let node = this.queue.pop(); node !== undefined; node = this.queue.pop()) {
      if (this.isSettled[node] === 1) continue;
      this.isSettled[node] = 1;
      if (node < this.firstPool) this.askKinds(node);
      else if (node < this.firstPerson) this.askMembers(node);
      else if (this.taken[node - this.firstPerson]! < this.capacityOf(node)) return node;
      else this.giveUpSeats(node);
    }
    return undefined;
  }

  private askKinds(seat: number): void {
    const { offers, weekOf, weeks } = this.seating;
    const { kinds, metres } = offers[seat]!;
    for (let index = 0; index < kinds.length; index++)
      this.relax(seat, this.firstPool + kinds[index]! * weeks + weekOf[seat]!, metres[index]!);
  }

  /** Somebody of the kind who is free that week, or whoever has a seat and leaves it. */
  private askMembers(pool: number): void {
    const { members, weeks, isAway } = this.seating;
    const kind = Math.floor((pool - this.firstPool) / weeks);
    const week = (pool - this.firstPool) % weeks;
    for (const person of members[kind]!) {
      const seat = this.seatAt[person * weeks + week]!;
      if (seat !== NOBODY) this.relax(pool, seat, -this.metresOf[seat]!);
      else if (isAway[person * weeks + week] === 0) this.relax(pool, this.firstPerson + person, 0);
    }
  }

  /** Who travels as much as they may must give up a week for another. */
  private giveUpSeats(node: number): void {
    const { weeks } = this.seating;
    const person = node - this.firstPerson;
    for (let week = 0; week < weeks; week++) {
      const seat = this.seatAt[person * weeks + week]!;
      if (seat !== NOBODY) this.relax(node, seat, -this.metresOf[seat]!);
    }
  }

  private relax(from: number, to: number, cost: number): void {
    const { distance, potential } = this;
    this.reach(to, distance[from]! + cost + potential[from]! - potential[to]!, from);
  }

  private reach(node: number, distance: number, from: number): void {
    if (this.isSettled[node] === 1 || distance >= this.distance[node]!) return;
    if (this.distance[node] === Infinity) this.reached.push(node);
    this.distance[node] = distance;
    this.cameFrom[node] = from;
    this.queue.push(node, distance);
  }

  private capacityOf(personNode: number): number {
    return this.seating.capacity[personNode - this.firstPerson]!;
  }

  /** With these potentials no change of what is settled costs less than 0, which Dijkstra's algorithm asks for. */
  private learnFrom(distanceOfEnd: number): void {
    for (const node of this.reached) {
      if (this.isSettled[node] === 1) this.potential[node]! += this.distance[node]! - distanceOfEnd;
      this.isSettled[node] = 0;
      this.distance[node] = Infinity;
    }
    this.reached.length = 0;
  }

  /** Along the path, from its end, each seat gets the person found last, or the one whose seat comes next on it. */
  private handOver(first: number, end: number): void {
    const changes: { seat: number; person: number; kind: number }[] = [];
    let person = end - this.firstPerson;
    for (let node = end, seat = NOBODY; seat !== first;) {
      const pool = node < this.firstPerson ? node : this.cameFrom[node]!;
      const kind = Math.floor((pool - this.firstPool) / this.seating.weeks);
      seat = this.cameFrom[pool]!;
      changes.push({ seat, person, kind });
      node = this.cameFrom[seat]!;
      person = node < this.firstPerson ? this.personOf[seat]! : node - this.firstPerson;
    }
    this.taken[end - this.firstPerson]!++;
    for (const { seat } of changes) this.leave(seat);
    for (const { seat, person, kind } of changes) this.take(seat, person, kind);
  }

  private leave(seat: number): void {
    const person = this.personOf[seat]!;
    if (person !== NOBODY) this.seatAt[this.slot(person, seat)] = NOBODY;
  }

  private take(seat: number, person: number, kind: number): void {
    const { kinds, metres } = this.seating.offers[seat]!;
    this.personOf[seat] = person;
    this.metresOf[seat] = metres[kinds.indexOf(kind)]!;
    this.seatAt[this.slot(person, seat)] = seat;
  }

  private slot(person: number, seat: number): number {
    return person * this.seating.weeks + this.seating.weekOf[seat]!;
  }
}
