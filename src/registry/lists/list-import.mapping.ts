import type { ImportReport, ReportEntry, RowProblem } from './import-reports.js';
import type {
  CellProblemResponse,
  DiffEntryResponse,
  DiffResponse,
  ImportDetailResponse,
  ImportResponse,
  QuestionResponse,
} from './list-import.dto.js';
import type { ListImport } from './list-import.entity.js';
import type { ListQuestion } from './list-question.js';

/** So many entries of a kind stand in the import itself; the rest is read in pages. */
const SHOWN = 200;

export function importResponse(listImport: ListImport) {
  const { id, state, fileName, sha256, kind, asOf, edition, rowsRead, captionCount } = listImport;
  const { counts, refusal, createdAt, createdBy } = listImport;
  const { appliedAt, appliedBy, undoneAt, undoneBy } = listImport;
  return {
    id,
    state,
    fileName,
    sha256,
    kind,
    asOf,
    edition,
    rowsRead,
    captionCount,
    counts: counts && { ...counts },
    refusal,
    createdAt,
    createdBy,
    appliedAt,
    appliedBy,
    undoneAt,
    undoneBy,
  } satisfies ImportResponse;
}

export function importDetailResponse(report: ImportReport): ImportDetailResponse {
  const { listImport, problems, questions, holdsInstead } = report;
  return Object.assign(importResponse(listImport), {
    holdsInstead: holdsInstead && { importId: holdsInstead.id, fileName: holdsInstead.fileName },
    unknownColumns: listImport.heading?.unknownColumns ?? [],
    problems: problems.slice(0, SHOWN).map(problemResponse),
    problemsTruncated: Math.max(0, problems.length - SHOWN),
    diff: diffResponse(report),
    questions: questions.map(questionResponse),
  });
}

function diffResponse({ entries, setAside, duplicates }: ImportReport): DiffResponse | null {
  if (!entries) return null;
  const told = { new: entries.new, changed: entries.changed, gone: entries.gone };
  const lists = [...Object.values(told), setAside, duplicates];
  return {
    new: entries.new.slice(0, SHOWN).map(entryResponse),
    changed: entries.changed.slice(0, SHOWN).map(entryResponse),
    gone: entries.gone.slice(0, SHOWN).map(entryResponse),
    setAside: setAside.slice(0, SHOWN).map((row) => ({ ...row })),
    duplicates: duplicates.slice(0, SHOWN).map((row) => ({ ...row })),
    truncated: lists.reduce((sum, list) => sum + Math.max(0, list.length - SHOWN), 0),
  };
}

export const entryResponse = ({
  sheetRow,
  agency,
  state,
  model,
  agreementId,
  signedOn,
  changes,
  isNewAgency,
}: ReportEntry): DiffEntryResponse => ({
  sheetRow,
  agency,
  state,
  model,
  agreementId,
  signedOn,
  changes: [...changes],
  isNewAgency,
});

export const problemResponse = ({
  row,
  column,
  kind,
  raw,
  value,
  detail,
}: RowProblem): CellProblemResponse => ({ row, column, kind, raw, value, detail });

const questionResponse = ({
  key,
  kind,
  text,
  sheetRows,
  proposal,
  choices,
}: ListQuestion): QuestionResponse => ({
  key,
  kind,
  text,
  rows: [...sheetRows],
  proposal,
  choices: choices.map(({ value, label }) => ({ value, label })),
});
