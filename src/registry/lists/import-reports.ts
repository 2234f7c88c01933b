import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Day } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Agency, Agreement, AgreementEvent, AgreementPeriod } from '../agreement.entity.js';
import { holdsOn } from '../agreements-on-day.js';
import { ListEntry, OfficialList } from '../official-list.entity.js';
import { OfficialLists } from '../official-lists.js';
import { ListAssessment, rowsOf } from './list-assessment.js';
import type { DuplicateRow, ListDiff, ListedAgreement } from './list-diff.js';
import { Absence, ListImport } from './list-import.entity.js';
import { ListImports } from './list-imports.service.js';
import type { ListQuestion } from './list-question.js';
import type { CellProblem, ListedRow } from './listed-row.js';
import type { SetAsideRow } from './settled-rows.rules.js';

/** One agreement of a list, or one that it lacks, as it is shown. */
export interface ReportEntry {
  sheetRow: number | null;
  agency: string;
  state: string;
  model: string;
  agreementId: string | null;
  signedOn: Day | null;
  /** What changes, in words. */
  changes: string[];
  /** Whether the list brings the agency, too: then it may be another name of one that is known. */
  isNewAgency: boolean;
}

export interface RowProblem extends CellProblem {
  row: number;
}

/** What there is to say of an import: before it is applied what it would do, after that what it did. */
export interface ImportReport {
  listImport: ListImport;
  /** Null while it is read or its day and kind are not known, and when it was given up. */
  entries: Record<'new' | 'changed' | 'same' | 'gone', ReportEntry[]> | null;
  setAside: SetAsideRow[];
  duplicates: DuplicateRow[];
  questions: ListQuestion[];
  /** Without what was only cleaned, by row. */
  problems: RowProblem[];
  /** How many cells were only cleaned. */
  cleaned: number;
  /** Of an applied list that does not hold: the import whose list holds for its day and kind. */
  holdsInstead: Pick<ListImport, 'id' | 'fileName'> | null;
}

/** Tells of imports. */
@Injectable()
export class ImportReports {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly imports: ListImports,
    private readonly assessment: ListAssessment,
  ) {}

  /** @throws NotFound */
  async find(id: string): Promise<ImportReport> {
    const { listImport, diff } = await this.imports.describe(id);
    const manager = this.unitOfWork.reading();
    const isRead = listImport.heading !== null;
    const rows = isRead ? await rowsOf(manager, id) : [];
    const found = rows.flatMap(problemsOf);
    const base = {
      listImport,
      problems: found.filter(({ kind }) => kind !== 'cleaned'),
      cleaned: found.filter(({ kind }) => kind === 'cleaned').length,
    };
    if (listImport.state === 'applied') return { ...base, ...(await this.applied(listImport)) };
    return {
      ...base,
      entries: diff && entriesOf(diff),
      setAside: diff?.setAside ?? [],
      duplicates: diff?.duplicates ?? [],
      questions: diff?.questions ?? [],
      holdsInstead: null,
    };
  }

  private async applied(
    listImport: ListImport,
  ): Promise<
    Pick<ImportReport, 'entries' | 'setAside' | 'duplicates' | 'questions' | 'holdsInstead'>
  > {
    const manager = this.unitOfWork.reading();
    // What the rows are among themselves is as it was; only what they are against the register has changed.
    const { diff } = await this.assessment.assess(manager, listImport);
    return {
      entries: await appliedEntries(manager, listImport.listId ?? ''),
      setAside: diff?.setAside ?? [],
      duplicates: diff?.duplicates ?? [],
      questions: [],
      holdsInstead: await holdingInstead(manager, listImport),
    };
  }
}

async function holdingInstead(
  manager: EntityManager,
  { asOf, kind, listId }: ListImport,
): Promise<ImportReport['holdsInstead']> {
  if (asOf === null || kind === null) return null;
  const holding = (await OfficialLists.holding(manager)).of(asOf, kind);
  if (!holding || holding.id === listId || holding.importId === null) return null;
  const { id, fileName } = await manager.findOneByOrFail(ListImport, { id: holding.importId });
  return { id, fileName };
}

const problemsOf = ({ sheetRow, problems }: ListedRow): RowProblem[] =>
  problems.map((problem) => ({ ...problem, row: sheetRow }));

function entriesOf(diff: ListDiff): NonNullable<ImportReport['entries']> {
  const ofKind = (kind: ListedAgreement['kind']): ReportEntry[] =>
    diff.listed
      .filter((entry) => entry.kind === kind)
      .map(({ sheetRow, agency, model, agreementId, signedOn, changes }) => ({
        sheetRow,
        agency: agency.name,
        state: agency.state,
        model,
        agreementId,
        signedOn,
        changes,
        isNewAgency: agency.isNew,
      }))
      .sort((a, b) => a.sheetRow - b.sheetRow);
  return {
    new: ofKind('new'),
    changed: ofKind('changed'),
    same: ofKind('same'),
    gone: diff.gone.map(({ agreementId, agencyName, state, model, proposal, successor }) => ({
      sheetRow: null,
      agency: agencyName,
      state,
      model,
      agreementId,
      signedOn: null,
      changes: [
        successor
          ? `proposed: superseded by ${successor.modelAsPrinted}, row ${successor.sheetRow}`
          : `proposed: ${RESOLUTION_WORDS[proposal] ?? proposal}`,
      ],
      isNewAgency: false,
    })),
  };
}

/** What became of an agreement that a list lacks, as people say it. */
export const RESOLUTION_WORDS: Record<string, string> = {
  terminated: 'terminated',
  expired: 'expired, not renewed',
  superseded: 'superseded by another agreement of the agency',
  'left-list': 'left the list, reason not recorded',
  'list-error': 'an error of the list: it is in force',
  'listed-again': 'a later list shows it again',
};

/** What a list did to the register, by its own entries, events and absences. */
async function appliedEntries(
  manager: EntityManager,
  listId: string,
): Promise<NonNullable<ImportReport['entries']>> {
  const listed = await listedBy(manager, listId);
  const events = await manager.findBy(AgreementEvent, { listId });
  const begun = new Set(
    events
      .filter(({ event, correctsId }) => event === 'signed' && correctsId === null)
      .map(({ agreementId }) => agreementId),
  );
  const changed = new Map<string, string[]>();
  for (const event of events) {
    const words = wordsOf(event);
    if (begun.has(event.agreementId) || words === null) continue;
    changed.set(event.agreementId, [...(changed.get(event.agreementId) ?? []), words]);
  }
  const isOf = (entry: ReportEntry, ids: { has(id: string): boolean }): boolean =>
    ids.has(entry.agreementId ?? '');
  return {
    new: listed.filter((entry) => isOf(entry, begun)),
    changed: listed
      .filter((entry) => isOf(entry, changed))
      .map((entry) => ({ ...entry, changes: changed.get(entry.agreementId ?? '') ?? [] })),
    same: listed.filter((entry) => !isOf(entry, begun) && !isOf(entry, changed)),
    gone: await absentFrom(manager, listId),
  };
}

function wordsOf({ event, signedOn, reason }: AgreementEvent): string | null {
  if (event === 'listed-again') return 'in force again';
  if (event === 'amended')
    return `signed anew on ${signedOn ? dayText(signedOn) : 'a day not given'}`;
  if (event === 'signed' || event === 'date-corrected')
    return reason ?? `signing date corrected to ${signedOn ? dayText(signedOn) : 'none'}`;
  return null;
}

async function listedBy(manager: EntityManager, listId: string): Promise<ReportEntry[]> {
  const rows = await manager
    .createQueryBuilder(ListEntry, 'entry')
    .innerJoin(Agreement, 'agreement', 'agreement.id = entry.agreementId')
    .innerJoin(Agency, 'agency', 'agency.id = agreement.agencyId')
    .innerJoin(OfficialList, 'list', 'list.id = entry.listId')
    .leftJoin(
      AgreementPeriod,
      'period',
      `period.agreementId = agreement.id AND period.recordedUntil IS NULL AND ${holdsOn('period', 'list.asOf')}`,
    )
    .select('entry.sheetRow', 'sheetRow')
    .addSelect('agency.name', 'agency')
    .addSelect('agency.state', 'state')
    .addSelect('COALESCE(period.model, entry.modelAsPrinted)', 'model')
    .addSelect('agreement.id', 'agreementId')
    .addSelect('entry.signedOn', 'signedOn')
    .where('entry.listId = :listId', { listId })
    .orderBy('entry.sheetRow')
    .getRawMany<Omit<ReportEntry, 'changes' | 'isNewAgency'>>();
  return rows.map((row) => ({ ...row, changes: [], isNewAgency: false }));
}

async function absentFrom(manager: EntityManager, listId: string): Promise<ReportEntry[]> {
  const rows = await manager
    .createQueryBuilder(Absence, 'absence')
    .innerJoin(Agreement, 'agreement', 'agreement.id = absence.agreementId')
    .innerJoin(Agency, 'agency', 'agency.id = agreement.agencyId')
    .leftJoin(
      AgreementPeriod,
      'period',
      `period.agreementId = agreement.id AND period.recordedUntil IS NULL AND ${holdsOn('period', 'absence.onDay')}`,
    )
    .select('agency.name', 'agency')
    .addSelect('agency.state', 'state')
    .addSelect('agreement.id', 'agreementId')
    .addSelect("COALESCE(period.model, '')", 'model')
    .addSelect('absence.resolution', 'resolution')
    .addSelect('absence.isUnattended', 'isUnattended')
    .where('absence.listId = :listId', { listId })
    .orderBy('agency.state')
    .addOrderBy('agency.name')
    .addOrderBy('absence.id')
    .getRawMany<{
      agency: string;
      state: string;
      agreementId: string;
      model: string;
      resolution: string | null;
      isUnattended: boolean | number;
    }>();
  return rows.map(({ resolution, isUnattended, ...row }) => ({
    ...row,
    sheetRow: null,
    signedOn: null,
    isNewAgency: false,
    changes: [
      resolution === null
        ? 'a question is open: what became of it?'
        : `${RESOLUTION_WORDS[resolution] ?? resolution}${isUnattended ? ', accepted as proposed' : ''}`,
    ],
  }));
}
