import { Injectable } from '@nestjs/common';
import { counted } from '../platform/counted.js';

/** What a floor above, or a neighbour, keeps of agreements: documents, visits, reviews. */
export interface RegisterDependent {
  /**
   * What it has of these agreements, in words such as `1 visit (INS-2026-0003)`; null where it has nothing. Only what
   * would be lost without them: what a rule made of them, and takes back by itself, does not count.
   */
  describe(agreementIds: readonly string[]): Promise<string | null>;
}

/** What stands on agreements: as long as something does, the list that brought them is not taken back. */
@Injectable()
export class RegisterDependents {
  private readonly dependents: RegisterDependent[] = [];

  register(dependent: RegisterDependent): void {
    this.dependents.push(dependent);
  }

  /** One after the other: inside a unit of work they share a connection. */
  async describe(agreementIds: readonly string[]): Promise<string[]> {
    if (agreementIds.length === 0) return [];
    const found: string[] = [];
    for (const dependent of this.dependents) {
      const text = await dependent.describe(agreementIds);
      if (text !== null) found.push(text);
    }
    return found;
  }
}

/** So many are named; of more, the reader only learns how many. */
const NAMED = 3;

/** `2 visits (INS-2026-0003, INS-2026-0004)`; null for none. */
export function countedByName(word: string, names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const rest = names.length - NAMED;
  const listed = [...names.slice(0, NAMED), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
  return `${counted(names.length, word)} (${listed})`;
}
