import { Injectable } from '@nestjs/common';

/** What a floor above keeps of agreements: visits, reviews, documents. */
export interface RegisterDependent {
  /** What it has of these agreements, in words such as `3 visits`; null where it has nothing. */
  describe(agreementIds: readonly string[]): Promise<string | null>;
}

/** What stands on agreements: as long as something does, the list that brought them is not taken back. */
@Injectable()
export class RegisterDependents {
  private readonly dependents: RegisterDependent[] = [];

  register(dependent: RegisterDependent): void {
    this.dependents.push(dependent);
  }

  async describe(agreementIds: readonly string[]): Promise<string[]> {
    if (agreementIds.length === 0) return [];
    const found = await Promise.all(
      this.dependents.map((dependent) => dependent.describe(agreementIds)),
    );
    return found.filter((text) => text !== null);
  }
}
