import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { Day } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { isId, newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import { type Paged, readPage, type SortKey } from '../../platform/http/paging.js';
import { Conflict, InvalidRequest, NotFound, Stale } from '../../platform/http/problem.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { type GivenAnswer, keepAnswers, takeProposals } from './list-answers.js';
import { ListAssessment, rowsOf } from './list-assessment.js';
import { EDITIONS, readListName } from './list-day.rules.js';
import type { ListDiff } from './list-diff.js';
import { type ImportState, ListAnswer, ListImport } from './list-import.entity.js';
import type { ListedRow, ListKind } from './listed-row.js';
import { whyNotNow } from './not-open.rules.js';
import { isPossible } from './settled-rows.rules.js';

/** A file as somebody sends it, with what they say of it. */
export interface SentList {
  fileName: string;
  content: Buffer;
  kind?: ListKind | undefined;
  asOf?: Day | undefined;
  isForced?: boolean;
  /** The total that the caption of ICE's page states. */
  captionCount?: number | undefined;
  /** Joins the import of the same file, day and kind that somebody has begun, instead of beginning another. */
  joinsOpen?: boolean;
}

/** An import with the list held against the register. */
export interface DescribedImport {
  listImport: ListImport;
  /** Null until it is read and its day and kind are known, and once it is applied or given up. */
  diff: ListDiff | null;
}

/** The job that reads what was sent. */
export const READ_LISTS = 'lists.read';

/** What somebody has to answer or decide. */
const WAITING_FOR_SOMEBODY: ImportState[] = ['needs-answers', 'ready'];

/** What may still become part of the register. */
const OPEN: ImportState[] = ['waiting', 'reading', 'needs-answers', 'ready'];

/** Between two editions of a day there is room for files that replace one. */
const EDITION_STEP = 10;

const isOfEdition = (edition: number, other: ListImport): boolean =>
  other.edition >= edition && other.edition < edition + EDITION_STEP;

/** What becomes of a file that is sent as an official list, until it is put into the register. */
@Injectable()
export class ListImports {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: FileStore,
    private readonly assessment: ListAssessment,
    private readonly clock: BusinessClock,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Keeps the file and asks for its reading. The same file for the same day, edition and kind, once it is applied, is not
   * taken again: the import that stands comes back, also where another list has come to hold for the day since.
   * @throws FileTooLarge (413)
   */
  async send(sent: SentList, by: string): Promise<ListImport> {
    const { sha256, byteCount } = await this.files.put(sent.content);
    const name = readListName(sent.fileName);
    const kind = sent.kind ?? name.kind;
    const asOf = sent.asOf ?? name.day;
    const edition = EDITIONS.indexOf(name.edition) * EDITION_STEP;
    return this.unitOfWork.run(async (manager) => {
      const states = sent.joinsOpen ? [...OPEN, 'applied' as const] : ['applied' as const];
      const standing = await manager.findBy(ListImport, { sha256, state: In(states) });
      const same = standing.find(
        (other) => other.asOf === asOf && other.kind === kind && isOfEdition(edition, other),
      );
      if (same) return same;
      const listImport: ListImport = {
        ...NOT_READ,
        id: newId(),
        fileName: sent.fileName.slice(-255),
        sha256,
        byteCount,
        kind,
        asOf,
        edition,
        isForced: sent.isForced ?? false,
        isKindGiven: sent.kind !== undefined,
        isDayGiven: sent.asOf !== undefined,
        captionCount: sent.captionCount ?? null,
        createdAt: this.clock.moment(),
        createdBy: by,
      };
      await manager.insert(ListImport, listImport);
      await this.record('list.sent', listImport, { sha256, byteCount });
      this.doorbell.ring(READ_LISTS);
      return listImport;
    });
  }

  /** All imports, the latest first. */
  findPage(page: { limit: number; cursor?: string }): Promise<Paged<ListImport>> {
    const query = this.unitOfWork.reading().createQueryBuilder(ListImport, 'import');
    const latest: SortKey<ListImport> = {
      column: 'import.id',
      direction: 'DESC',
      of: ({ id }) => id,
      accepts: (value) => typeof value === 'string',
    };
    return readPage(query, [latest], page, (sorted) => sorted.getMany());
  }

  /** How many were read and wait for answers, for a word on their day, or to be applied. */
  countWaiting(): Promise<number> {
    return this.unitOfWork.reading().countBy(ListImport, { state: In(WAITING_FOR_SOMEBODY) });
  }

  /** @throws NotFound */
  async find(id: string): Promise<ListImport> {
    const found = isId(id) ? await this.unitOfWork.reading().findOneBy(ListImport, { id }) : null;
    if (!found) throw new NotFound('The import');
    return found;
  }

  /** @throws NotFound */
  async describe(id: string): Promise<DescribedImport> {
    const listImport = await this.find(id);
    if (
      listImport.heading === null ||
      !['needs-answers', 'ready', 'refused'].includes(listImport.state)
    )
      return { listImport, diff: null };
    const { diff } = await this.assessment.assess(this.unitOfWork.reading(), listImport);
    return { listImport, diff };
  }

  /** Its rows, as they were read. */
  async rowsOf(id: string): Promise<ListedRow[]> {
    return rowsOf(this.unitOfWork.reading(), id);
  }

  /**
   * Says of which day and kind a list is, or that it is meant although much is missing.
   * @throws Stale; Conflict when it cannot be read, is applied or given up
   */
  async settle(
    id: string,
    said: { kind?: ListKind | undefined; asOf?: Day | undefined; isForced?: boolean | undefined },
    version: number,
  ): Promise<void> {
    const states = ['needs-answers', 'ready', 'refused'] as const;
    await this.change(id, version, states, async (listImport) => {
      if (listImport.heading === null)
        throw new Conflict('not-readable', listImport.refusal ?? 'The file cannot be read.');
      if (said.kind !== undefined)
        Object.assign(listImport, { kind: said.kind, isKindGiven: true });
      if (said.asOf !== undefined) Object.assign(listImport, { asOf: said.asOf, isDayGiven: true });
      if (said.isForced) listImport.isForced = true;
      await this.record('list.settled', listImport, { ...said });
    });
  }

  /**
   * Answers questions of a list, all of them or none.
   * @throws InvalidRequest when one is not among its questions, or an answer not among the question's choices
   */
  async answer(
    id: string,
    given: readonly GivenAnswer[],
    version: number,
    by: string,
  ): Promise<void> {
    await this.change(id, version, ['needs-answers', 'ready'], async (listImport, manager) => {
      await manager.delete(ListAnswer, {
        importId: id,
        questionKey: In(given.map(({ key }) => key)),
      });
      const { diff } = await this.assessment.assess(manager, listImport);
      const asked = new Map(diff?.questions.map((question) => [question.key, question]));
      for (const { key, answer } of given) {
        const question = asked.get(key);
        if (!question) throw invalid('key', 'The list does not ask this.');
        if (!isPossible(question, answer))
          throw invalid('answer', 'This is not one of the choices.');
        await this.record('list.answered', listImport, { question: question.text, answer });
      }
      const said = { importId: id, by, at: this.clock.moment(), isUnattended: false };
      await keepAnswers(manager, given, said);
    });
  }

  /**
   * Answers every open question with its proposal, without anybody looking at each; where nothing is proposed, what the
   * question is about is left out.
   */
  async acceptProposals(id: string, version: number, by: string): Promise<void> {
    await this.change(id, version, ['needs-answers', 'ready'], async (listImport, manager) => {
      const said = { importId: id, by, at: this.clock.moment(), isUnattended: true };
      const { taken } = await takeProposals(manager, this.assessment, listImport, said);
      await this.record('list.proposals-accepted', listImport, { questions: taken });
    });
  }

  /** Holds it against the register once more: an agency got another name. */
  async lookAgain(id: string, version: number): Promise<void> {
    await this.change(id, version, ['needs-answers', 'ready', 'refused'], () => Promise.resolve());
  }

  /** Gives an import up before it is applied. */
  async cancel(id: string, by: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const states = ['waiting', 'reading', 'needs-answers', 'ready', 'refused'] as const;
      const listImport = await this.open(manager, id, undefined, states);
      await saveImport(manager, listImport, { state: 'cancelled', refusal: `Cancelled by ${by}.` });
      await this.record('list.cancelled', listImport, {});
    });
  }

  /**
   * The import, where something may still be done with it.
   * @param version the one that the caller saw, if it matters
   * @throws NotFound, Stale, Conflict
   */
  async open(
    manager: EntityManager,
    id: string,
    version: number | undefined,
    states: readonly ImportState[],
  ): Promise<ListImport> {
    const listImport = isId(id) ? await manager.findOneBy(ListImport, { id }) : null;
    if (!listImport) throw new NotFound('The import');
    if (version !== undefined && listImport.version !== version)
      throw new Stale({ state: listImport.state, version: listImport.version });
    if (!states.includes(listImport.state)) throw new Conflict('not-open', whyNotNow(listImport));
    return listImport;
  }

  record(
    action: string,
    { id, fileName }: Pick<ListImport, 'id' | 'fileName'>,
    details: Record<string, unknown>,
  ): Promise<void> {
    const subject = { type: 'list-import', id, label: fileName };
    return this.audit.record({ action, subject, details });
  }

  /** Changes an import, and says anew what it waits for. */
  private async change(
    id: string,
    version: number,
    states: readonly ImportState[],
    work: (listImport: ListImport, manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const listImport = await this.open(manager, id, version, states);
      await work(listImport, manager);
      const { after } = await this.assessment.assess(manager, listImport);
      const { kind, asOf, isForced, isKindGiven, isDayGiven } = listImport;
      const said = { kind, asOf, isForced, isKindGiven, isDayGiven };
      await saveImport(manager, listImport, { ...said, ...after });
    });
  }
}

const NOT_READ = {
  state: 'waiting',
  heading: null,
  rowsRead: 0,
  counts: null,
  refusal: null,
  listId: null,
  readUntil: null,
  appliedAt: null,
  appliedBy: null,
  undoneAt: null,
  undoneBy: null,
  version: 1,
} as const;

/** A guarded update. @throws Stale when somebody else changed the import meanwhile */
export async function saveImport(
  manager: EntityManager,
  { id, version }: ListImport,
  after: Partial<ListImport>,
): Promise<void> {
  const { affected } = await manager.update(
    ListImport,
    { id, version },
    { ...after, version: version + 1 },
  );
  if (affected !== 1) throw new Stale({ version });
}

const invalid = (parameter: string, detail: string): InvalidRequest =>
  new InvalidRequest([{ pointer: `/${parameter}`, parameter, detail }]);
