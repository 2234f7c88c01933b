import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { OfficeAssignment } from '../../offices/office.entity.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { type Paged, readPage, type SortKey } from '../../platform/http/paging.js';
import { IN_FORCE } from '../agreement-status.rules.js';
import { Agreement, AgreementPeriod } from '../agreement.entity.js';
import { countPeriods, holdsOn, periodsOn } from '../agreements-on-day.js';
import { ListImport } from '../lists/list-import.entity.js';
import type { ListKind } from '../lists/listed-row.js';
import { type ModelNames, namesOfModels } from '../lists/model-cell.rules.js';
import { limitToAgenciesOf } from '../office-scope.js';
import { ListEntry, OfficialList } from '../official-list.entity.js';
import { OfficialLists } from '../official-lists.js';
import { ProgramModels } from '../program-models.js';
import { standingOf } from './list-standing.js';
import { type TalliedGroup, type Tally, tallyDifferences } from './list-tally.rules.js';
import type { StandingList } from './reconciliation.service.js';
import type { OfficeScope } from './register-of-list.js';
import { codeOf } from './rows-of-list.js';

/** A stored list with the register's count of its day, within a viewer's field office. */
export interface ListInOverview extends StandingList, Tally {
  inRegister: number;
}

const SORT: SortKey<OfficialList>[] = [
  { column: 'list.asOf', direction: 'DESC', of: ({ asOf }) => asOf, accepts: isText },
  {
    column: 'list.edition',
    direction: 'DESC',
    of: ({ edition }) => edition,
    accepts: (value) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31,
  },
  { column: 'list.id', direction: 'DESC', of: ({ id }) => id, accepts: isText },
];

function isText(value: string | number): boolean {
  return typeof value === 'string';
}

type Count = number | string;

/** Every stored list, and how far it agrees with the register, without reading its rows one by one. */
@Injectable()
export class ListOverview {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly models: ProgramModels,
  ) {}

  /** The latest list first; those whose import was undone are left out. */
  async findPage(
    filter: { kind?: ListKind | undefined },
    page: { limit: number; cursor?: string },
    scope: OfficeScope,
  ): Promise<Paged<ListInOverview>> {
    const manager = this.unitOfWork.reading();
    const query = manager
      .createQueryBuilder(OfficialList, 'list')
      .where('list.withdrawnAt IS NULL');
    if (filter.kind) query.andWhere('list.kind = :kind', { kind: filter.kind });
    const found = await readPage(query, SORT, page, (ordered) => ordered.getMany());
    return { ...found, items: await this.tally(manager, found.items, scope) };
  }

  /** The same of one list. */
  async describe({ list }: StandingList, scope: OfficeScope): Promise<ListInOverview> {
    const [described] = await this.tally(this.unitOfWork.reading(), [list], scope);
    if (!described) throw new Error('a list was not described');
    return described;
  }

  private async tally(
    manager: EntityManager,
    lists: OfficialList[],
    scope: OfficeScope,
  ): Promise<ListInOverview[]> {
    if (lists.length === 0) return [];
    const names = namesOfModels(await this.models.all());
    const holding = await OfficialLists.holding(manager);
    const groupsOf = await tallyGroups(manager, lists, scope);
    const duplicatesOf = await countDuplicates(manager, lists);
    return Promise.all(
      lists.map(async (list) => {
        const groups = groupsOf.get(list.id) ?? [];
        const inRegister = await countRegister(manager, list, scope);
        const shown = groups.reduce((sum, { count }) => sum + count, 0);
        const rowsWithout =
          scope.officeId === null ? list.rowCount - shown - (duplicatesOf.get(list.id) ?? 0) : 0;
        return {
          list,
          standing: standingOf(list, holding),
          inRegister,
          ...tallyDifferences(list.kind, groups, inRegister, rowsWithout, printedAs(names)),
        };
      }),
    );
  }
}

const printedAs =
  (names: ModelNames) =>
  (modelAsPrinted: string): string | null =>
    codeOf(modelAsPrinted, names);

/** Of each list: what it shows, by the model printed and what the register has on the list's day. */
async function tallyGroups(
  manager: EntityManager,
  lists: readonly OfficialList[],
  { officeId }: OfficeScope,
): Promise<Map<string, TalliedGroup[]>> {
  const query = manager
    .createQueryBuilder(ListEntry, 'entry')
    .innerJoin(OfficialList, 'list', 'list.id = entry.listId')
    .innerJoin(Agreement, 'agreement', 'agreement.id = entry.agreementId')
    .leftJoin(
      AgreementPeriod,
      'period',
      `period.agreementId = entry.agreementId AND period.recordedUntil IS NULL AND ${holdsOn('period', 'list.asOf')}`,
    )
    .select('entry.listId', 'listId')
    .addSelect('entry.modelAsPrinted', 'modelAsPrinted')
    .addSelect('period.model', 'model')
    .addSelect('period.status', 'status')
    .addSelect('COUNT(*)', 'count')
    .addSelect('COUNT(*) FILTER (WHERE entry.signedOn <> period.signedOn)', 'otherSigning')
    .where('entry.listId IN (:...ids)', { ids: lists.map(({ id }) => id) })
    .groupBy('entry.listId')
    .addGroupBy('entry.modelAsPrinted')
    .addGroupBy('period.model')
    .addGroupBy('period.status');
  if (officeId !== null)
    query.innerJoin(
      OfficeAssignment,
      'scope',
      `scope.agencyId = agreement.agencyId AND scope.officeId = :officeId AND scope.supersededAt IS NULL AND ${holdsOn('scope', 'list.asOf')}`,
      { officeId },
    );
  const rows = await query.getRawMany<
    Omit<TalliedGroup, 'count' | 'otherSigning'> & {
      listId: string;
      count: Count;
      otherSigning: Count;
    }
  >();
  const groups = new Map<string, TalliedGroup[]>();
  for (const { listId, ...row } of rows)
    groups.set(listId, [
      ...(groups.get(listId) ?? []),
      { ...row, count: Number(row.count), otherSigning: Number(row.otherSigning) },
    ]);
  return groups;
}

/** Rows that show an agreement once more, as the import counted them. */
async function countDuplicates(
  manager: EntityManager,
  lists: readonly OfficialList[],
): Promise<Map<string, number>> {
  const ids = lists.flatMap(({ importId }) => importId ?? []);
  if (ids.length === 0) return new Map();
  const imports = await manager.findBy(ListImport, { id: In(ids) });
  return new Map(imports.map(({ listId, counts }) => [listId ?? '', counts?.duplicates ?? 0]));
}

/** How many agreements the register has on a list's day that the list ought to show. */
async function countRegister(
  manager: EntityManager,
  { kind, asOf }: OfficialList,
  { officeId }: OfficeScope,
): Promise<number> {
  const query = periodsOn(manager, { asOf }).andWhere('period.status IN (:...counted)', {
    counted: kind === 'pending' ? ['pending'] : IN_FORCE,
  });
  limitToAgenciesOf(query, 'period.agencyId', officeId, asOf);
  return countPeriods(query);
}
