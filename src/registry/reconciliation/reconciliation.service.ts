import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Day } from '../../platform/clock/calendar.js';
import { Policy } from '../../platform/config/policy.js';
import { isId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { InvalidRequest, NotFound } from '../../platform/http/problem.js';
import { readListName } from '../lists/list-day.rules.js';
import { ListImport } from '../lists/list-import.entity.js';
import type { MatchingSettings } from '../lists/list-matching.rules.js';
import { type ListedRow, type ListKind, UnreadableList } from '../lists/listed-row.js';
import { readList } from '../lists/list-reader.js';
import { namesOfModels } from '../lists/model-cell.rules.js';
import { OfficialList } from '../official-list.entity.js';
import { OfficialLists } from '../official-lists.js';
import { ProgramModels } from '../program-models.js';
import { standingOf } from './list-standing.js';
import type { ListStanding, Reconciliation, ReconciledList, Sides } from './reconciliation.js';
import { agreementsToExplain, reconcile } from './reconciliation.rules.js';
import { type OfficeScope, readExplanations, readRegisterOf } from './register-of-list.js';
import { type ListSide, readFileRows, readStoredList } from './rows-of-list.js';

/** A stored list, and what it is to the register. */
export interface StandingList {
  list: OfficialList;
  standing: ListStanding;
}

/** What somebody says of a file, where its name does not. */
export interface SaidOfFile {
  asOf?: Day | undefined;
  kind?: ListKind | undefined;
  captionCount?: number | undefined;
}

const EVERYWHERE: OfficeScope = { officeId: null };

/** Holds official lists against the register as of their day. */
@Injectable()
export class ReconciliationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly models: ProgramModels,
    private readonly policy: Policy,
  ) {}

  /** @throws NotFound */
  async find(id: string): Promise<StandingList> {
    const manager = this.unitOfWork.reading();
    const list = isId(id) ? await manager.findOneBy(OfficialList, { id }) : null;
    if (!list) throw new NotFound('The list');
    return { list, standing: standingOf(list, await OfficialLists.holding(manager)) };
  }

  /**
   * A stored list against the register as of its day, within a viewer's field office.
   * @param captionCount the total that its caption states, where somebody says it anew
   */
  async reconcileList(
    { list, standing }: StandingList,
    scope: OfficeScope,
    captionCount = list.captionCount,
  ): Promise<Reconciliation> {
    const manager = this.unitOfWork.reading();
    const models = await this.models.all();
    const side = await readStoredList(
      manager,
      list,
      scope,
      this.settings(models),
      namesOfModels(models),
    );
    const { id, kind, asOf, rowCount } = list;
    const reconciled = { kind, asOf, standing, rowCount, captionCount };
    return this.reconcile(manager, reconciled, side, scope, id);
  }

  /**
   * A file against the register as of its day, without changing anything. One that was imported is held against it as
   * the list that it became.
   * @throws InvalidRequest where its day or kind cannot be told, or it cannot be read as a list
   */
  async reconcileFile(
    content: Buffer,
    fileName: string,
    said: SaidOfFile = {},
  ): Promise<Reconciliation> {
    const { kind, asOf } = nameOf(fileName, said);
    const manager = this.unitOfWork.reading();
    const stored = await this.findImported(manager, content, kind, asOf);
    if (stored) return this.reconcileList(stored, EVERYWHERE, said.captionCount);
    const models = await this.models.all();
    const rows: ListedRow[] = [];
    const heading = await readFile(content, fileName, models, rows);
    const side = await readFileRows(
      manager,
      { kind, asOf, rows },
      new Map(),
      this.settings(models),
      namesOfModels(models),
    );
    const list: ReconciledList = {
      kind,
      asOf,
      standing: 'not-stored',
      rowCount: rows.length,
      captionCount: said.captionCount ?? heading.captionCount,
    };
    return this.reconcile(manager, list, side, EVERYWHERE, null);
  }

  private async findImported(
    manager: EntityManager,
    content: Buffer,
    kind: ListKind,
    asOf: Day,
  ): Promise<StandingList | null> {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const applied = await manager.findOneBy(ListImport, { sha256, kind, asOf, state: 'applied' });
    return applied?.listId ? this.find(applied.listId) : null;
  }

  private async reconcile(
    manager: EntityManager,
    list: ReconciledList,
    side: ListSide,
    scope: OfficeScope,
    listId: string | null,
  ): Promise<Reconciliation> {
    const register = await readRegisterOf(manager, list.asOf, scope);
    const sides: Sides = { list, ...side, register };
    const ids = agreementsToExplain(sides);
    const explanations = await readExplanations(manager, ids, list.asOf, listId);
    const names = new Map((await this.models.all()).map(({ code, name }) => [code, name]));
    return reconcile(sides, explanations, (code) => names.get(code) ?? code);
  }

  private settings(models: MatchingSettings['models']): MatchingSettings {
    return { models, correctionWithinDays: this.policy.registry.signingCorrectedWithinDays };
  }
}

/** @throws InvalidRequest where neither the name nor a person says it */
function nameOf(fileName: string, { asOf, kind }: SaidOfFile): { asOf: Day; kind: ListKind } {
  const name = readListName(fileName);
  const day = asOf ?? name.day;
  if (day === null)
    throw invalid('asOf', `${name.reason ?? ''} Say of which day the list is (--as-of).`);
  const isOf = kind ?? name.kind;
  if (isOf === null)
    throw invalid(
      'kind',
      "The file's name does not say whether its agencies take part or are pending: say which (--kind).",
    );
  return { asOf: day, kind: isOf };
}

async function readFile(
  content: Buffer,
  name: string,
  models: MatchingSettings['models'],
  rows: ListedRow[],
): Promise<{ captionCount: number | null }> {
  try {
    return await readList(
      { name, content },
      {
        models,
        onRow: (row) => {
          rows.push(row);
        },
      },
    );
  } catch (error) {
    if (error instanceof UnreadableList) throw invalid('file', error.message);
    throw error;
  }
}

const invalid = (parameter: string, detail: string): InvalidRequest =>
  new InvalidRequest([{ parameter, detail }]);
