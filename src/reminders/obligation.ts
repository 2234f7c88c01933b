import { setImmediate as letOthersRun } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Day } from '../platform/clock/calendar.js';

/** Somebody who is written to. */
export interface Recipient {
  accountId: string;
  /** Lower case. */
  email: string;
  name: string;
  /** IANA name: their day begins and ends by it. */
  timeZone: string;
}

/** Something that is due on a day, and who is to be reminded of it. Reminders know nothing else about it. */
export interface Obligation {
  /** One of policy.yaml's reminder kinds, `inspection-upcoming`. */
  kind: string;
  subject: {
    type: string;
    id: string;
    /** `INS-2013-0042` or a name. */
    label: string;
    /** The page, from the site's root: `/inspections/<id>`. */
    path: string;
  };
  /** The thing that the subject belongs to: an inspection's agreement. */
  contextId: string | null;
  /** The field office concerned: the scope in which the reminder is seen. */
  officeId: string | null;
  dueOn: Day;
  /** One line for the mail, without the date: "Full inspection INS-2013-0042 of Cobb County Sheriff's Office (GA)". */
  summary: string;
  /** Further lines: where, who travels, what is asked. */
  details: string[];
  responsible: Recipient[];
  /** Who hears of it as well when it is late by the policy's `escalateAfterDays`. */
  escalateTo: Recipient[];
}

/** A feature that has things that are due. */
export interface ObligationSource {
  /** The kinds that this source, and no other, brings. */
  readonly kinds: readonly string[];
  /**
   * Everything open as of a business day. What is no longer in it is done or gone.
   * @param onlySubjects ids to which the answer may be narrowed: asked before every mail. A source that cannot narrow
   *   its question answers with everything
   */
  openObligations(today: Day, onlySubjects?: readonly string[]): Promise<Obligation[]>;
}

/** The sources that the features register. */
@Injectable()
export class ObligationSources {
  private readonly sources: ObligationSource[] = [];

  register(source: ObligationSource): void {
    this.sources.push(source);
  }

  /** Of one source after the other, with a turn for everybody else in between: each may read thousands of rows. */
  async all(today: Day): Promise<Obligation[]> {
    const lists: Obligation[][] = [];
    for (const source of this.sources) {
      lists.push(await source.openObligations(today));
      await letOthersRun();
    }
    return lists.flat();
  }

  /** What is open now of some subjects; others may come along. */
  async about(subjectIds: readonly string[], today: Day): Promise<Obligation[]> {
    const lists = await Promise.all(
      this.sources.map((source) => source.openObligations(today, subjectIds)),
    );
    return lists.flat();
  }
}
