/** What is wrong with a file, and where: a JSON pointer (RFC 6901), `/tasks/12/release`; empty for the whole. */
export interface FileProblem {
  pointer: string;
  problem: string;
}

/** A file that does not hold what it should, with all that is wrong with it. */
export class FileRefused extends Error {
  constructor(readonly problems: readonly FileProblem[]) {
    super(problems.map(problemText).join('\n'));
  }
}

/** `/tasks/12/release: must be a whole number of weeks` */
export const problemText = ({ pointer, problem }: FileProblem): string =>
  `${pointer === '' ? 'the file' : pointer}: ${problem}`;

/**
 * Reads a document and refuses it once everything has been looked at: whoever wrote the file mends it in one go.
 * @param what the document should be, `a plan: an object with assignments`
 * @throws FileRefused with every problem
 */
export function readWhole<Result>(
  document: unknown,
  what: string,
  read: (root: FilePlace) => Result,
): Result {
  const found = new Map<string, string>();
  const root = new FilePlace(document, what, undefined, found);
  if (!isRecord(document)) root.refuse(`must be ${what}`);
  const result = read(root);
  if (found.size > 0)
    throw new FileRefused([...found].map(([pointer, problem]) => ({ pointer, problem })));
  return result;
}

/**
 * A value of a file and the place where it lies. What is not as it should be is noted, and something harmless of the
 * right type goes on in its stead, so that the rest is looked at too.
 */
export class FilePlace {
  private isRefused = false;

  /** @param found what is wrong so far, by pointer */
  constructor(
    private readonly value: unknown,
    private readonly key: string | number,
    private readonly parent: FilePlace | undefined,
    private readonly found: Map<string, string>,
  ) {}

  /** Where this lies in the file. The keys are the format's own: none needs escaping. */
  get pointer(): string {
    return this.parent ? `${this.parent.pointer}/${this.key}` : '';
  }

  /** Whether the file has a value here. Null is none. */
  get isPresent(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** Whether what lies here was taken. */
  get isTaken(): boolean {
    return !this.isRefused;
  }

  /** Notes what is wrong here; of several things the first. */
  refuse(problem: string): void {
    if (this.isRefused) return;
    this.isRefused = true;
    const { pointer } = this;
    if (!this.found.has(pointer)) this.found.set(pointer, problem);
  }

  /** A field of the object that lies here. */
  field(name: string): FilePlace {
    const { value } = this;
    if (isRecord(value)) {
      const held = Object.hasOwn(value, name) ? value[name] : undefined;
      return new FilePlace(held, name, this, this.found);
    }
    this.refuse(this.isPresent ? 'must be an object' : this.missing());
    // What is wrong is that there is no object; its fields are not missed one by one.
    const field = new FilePlace(undefined, name, this, this.found);
    field.isRefused = true;
    return field;
  }

  /** The entries of the list that lies here. */
  list(): FilePlace[] {
    if (Array.isArray(this.value))
      return this.value.map(
        (entry: unknown, index) => new FilePlace(entry, index, this, this.found),
      );
    this.refuse(this.isPresent ? 'must be a list' : this.missing());
    return [];
  }

  /** The entries of a list that may be left out. */
  optionalList(): FilePlace[] {
    return this.isPresent ? this.list() : [];
  }

  /** Any text, exactly as it is given. */
  text(): string {
    if (typeof this.value === 'string') return this.value;
    this.refuse(this.isPresent ? 'must be a text' : this.missing());
    return '';
  }

  optionalText(): string {
    return this.isPresent ? this.text() : '';
  }

  /** @param what the number's name and limits as the problem tells them, `a whole number of weeks` */
  wholeNumber(what: string, least = -Infinity, most = Infinity): number {
    return this.numberThat(Number.isSafeInteger, what, least, most);
  }

  number(what: string, least = -Infinity, most = Infinity): number {
    return this.numberThat(Number.isFinite, what, least, most);
  }

  optionalNumber(what: string): number | null {
    return this.isPresent ? this.number(what) : null;
  }

  oneOf<Choice extends string>(choices: readonly [Choice, ...Choice[]]): Choice {
    const chosen = choices.find((choice) => choice === this.value);
    if (chosen === undefined)
      this.refuse(
        this.isPresent
          ? `must be ${choices.map((choice) => JSON.stringify(choice)).join(' or ')}`
          : this.missing(),
      );
    return chosen ?? choices[0];
  }

  /** The id of something that the file names elsewhere. */
  reference(known: ReadonlyMap<string, unknown>, where: string): string {
    const id = this.text();
    if (this.isTaken && !known.has(id))
      this.refuse(`names ${JSON.stringify(id)}, which is not among the ${where}`);
    return id;
  }

  private numberThat(
    isRight: (value: unknown) => boolean,
    what: string,
    least: number,
    most: number,
  ): number {
    const { value } = this;
    if (typeof value === 'number' && isRight(value) && value >= least && value <= most)
      return value === 0 ? 0 : value;
    this.refuse(this.isPresent ? `must be ${what}` : this.missing());
    return Math.max(0, Number.isFinite(least) ? least : 0);
  }

  private missing(): string {
    return typeof this.key === 'number' ? 'is empty' : 'is missing';
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
