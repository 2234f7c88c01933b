import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { daysBetween } from '../../platform/clock/calendar.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { ListEntry } from '../official-list.entity.js';
import { OfficialLists } from '../official-lists.js';
import { ProgramModels } from '../program-models.js';
import { doubtAboutDay, doubtAboutGivenDay, readListName } from './list-day.rules.js';
import { countsOf, type ListDiff } from './list-diff.js';
import { doubtAboutList, type FormerList } from './list-doubts.rules.js';
import { ListAnswer, type ListImport, ListImportRow } from './list-import.entity.js';
import { matchList } from './list-matching.rules.js';
import type { Answers } from './list-question.js';
import type { ListedRow } from './listed-row.js';
import { readRegister } from './register-snapshot.js';

/** What stands in the way of a list. A person says of which day or kind it is, or that it is meant. */
export interface Doubt {
  /** `list`: it does not look like what it says it is, and is refused unless it is said to be meant. */
  about: 'kind' | 'day' | 'list';
  text: string;
}

/** A list held against the register as it is now. */
export interface Assessment {
  /** Null while its day or kind is not known. */
  diff: ListDiff | null;
  doubt: Doubt | null;
  after: Pick<ListImport, 'state' | 'counts' | 'refusal'>;
}

/** Holds an import's rows against the register. */
@Injectable()
export class ListAssessment {
  constructor(
    private readonly models: ProgramModels,
    private readonly clock: SystemClock,
    private readonly policy: Policy,
  ) {}

  async assess(
    manager: EntityManager,
    listImport: ListImport,
    answers?: Answers,
  ): Promise<Assessment> {
    const rows = await rowsOf(manager, listImport.id);
    const diff = await this.diff(
      manager,
      listImport,
      rows,
      answers ?? (await answersOf(manager, listImport.id)),
    );
    const doubt = await this.doubtAbout(manager, listImport, rows, diff);
    const isOpen = doubt !== null || diff === null || diff.questions.length > 0;
    return {
      diff,
      doubt,
      after: {
        state: doubt?.about === 'list' ? 'refused' : isOpen ? 'needs-answers' : 'ready',
        counts: diff && countsOf(diff, rows.length),
        refusal: doubt?.text ?? null,
      },
    };
  }

  private async diff(
    manager: EntityManager,
    { kind, asOf, edition }: ListImport,
    rows: ListedRow[],
    answers: Answers,
  ): Promise<ListDiff | null> {
    if (kind === null || asOf === null) return null;
    const lists = await OfficialLists.holding(manager);
    const sameDay = lists.of(asOf, kind);
    const replaced = sameDay && sameDay.edition <= edition ? sameDay : undefined;
    const isLatest = !lists.around(asOf, kind).after && sameDay === replaced;
    return matchList(
      { kind, day: asOf, rows, isLatest },
      await readRegister(manager, asOf, replaced),
      answers,
      {
        correctionWithinDays: this.policy.registry.signingCorrectedWithinDays,
        models: await this.models.all(),
      },
    );
  }

  private async doubtAbout(
    manager: EntityManager,
    listImport: ListImport,
    rows: readonly ListedRow[],
    diff: ListDiff | null,
  ): Promise<Doubt | null> {
    const { kind, asOf, heading, fileName } = listImport;
    if (kind === null)
      return {
        about: 'kind',
        text: 'The file’s name does not say whether its agencies take part or are pending: say which.',
      };
    if (asOf === null)
      return {
        about: 'day',
        text: `${readListName(fileName).reason ?? ''} Say of which day the list is.`,
      };
    const signed = rows.flatMap(({ signedOn }) => (signedOn === null ? [] : [signedOn]));
    const today = this.clock.moment().slice(0, 10);
    const day = listImport.isDayGiven
      ? doubtAboutGivenDay(asOf, today)
      : doubtAboutDay(asOf, signed, today);
    if (day !== null) return { about: 'day', text: day };
    if (listImport.isForced || listImport.isKindGiven || !heading || !diff) return null;
    const former = await this.formerList(manager, listImport, diff);
    const { share } = this.policy.registry.largestListLoss;
    const text = doubtAboutList(kind, heading, former, share);
    return text === null ? null : { about: 'list', text };
  }

  private async formerList(
    manager: EntityManager,
    { kind, asOf }: ListImport,
    diff: ListDiff,
  ): Promise<FormerList | null> {
    if (kind === null || asOf === null) return null;
    const { before } = (await OfficialLists.holding(manager)).around(asOf, kind);
    const { withinDays } = this.policy.registry.largestListLoss;
    if (!before?.decides || daysBetween(before.asOf, asOf) >= withinDays) return null;
    const shown = new Set(diff.listed.map(({ agreementId }) => agreementId));
    const former = await manager.find(ListEntry, {
      where: { listId: before.id },
      select: { agreementId: true },
    });
    const missing = former.filter(({ agreementId }) => !shown.has(agreementId)).length;
    return { asOf: before.asOf, agreements: former.length, missing };
  }
}

/** An import's rows in the order of the sheet. */
export async function rowsOf(manager: EntityManager, importId: string): Promise<ListedRow[]> {
  const rows = await manager
    .createQueryBuilder(ListImportRow, 'row')
    .select('row.row', 'row')
    .where('row.importId = :importId', { importId })
    .orderBy('row.sheetRow')
    .getRawMany<{ row: string }>();
  return rows.map(({ row }) => JSON.parse(row) as ListedRow);
}

/** What was answered to a list's questions, by their keys. */
export async function answersOf(manager: EntityManager, importId: string): Promise<Answers> {
  const answers = await manager.findBy(ListAnswer, { importId });
  return new Map(answers.map(({ questionKey, answer }) => [questionKey, answer]));
}
