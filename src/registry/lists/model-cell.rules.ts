import { likelyMeaning } from '../../platform/spelling.rules.js';
import { problem, readText, type CellReading } from './cell-text.rules.js';

/** A program model of the registry's table. */
export interface KnownModel {
  code: string;
  name: string;
}

/** How ICE's lists, MOAs and reports name the four models, besides the names in the table. */
const OTHER_NAMES: readonly [name: string, code: string][] = [
  ['task force', 'TASK_FORCE'],
  ['task force officer', 'TASK_FORCE'],
  ['task force officers', 'TASK_FORCE'],
  ['tfm', 'TASK_FORCE'],
  ['tfo', 'TASK_FORCE'],
  ['jail enforcement', 'DETENTION'],
  ['jail enforcement officer', 'DETENTION'],
  ['detention', 'DETENTION'],
  ['jail', 'DETENTION'],
  ['jem', 'DETENTION'],
  ['jeo', 'DETENTION'],
  ['warrant service officer', 'WARRANT_SERVICE_OFFICER'],
  ['warrant services officer', 'WARRANT_SERVICE_OFFICER'],
  ['warrant service officers', 'WARRANT_SERVICE_OFFICER'],
  ['warrant service office', 'WARRANT_SERVICE_OFFICER'],
  ['warrant services office', 'WARRANT_SERVICE_OFFICER'],
  ['warrant service', 'WARRANT_SERVICE_OFFICER'],
  ['warrant services', 'WARRANT_SERVICE_OFFICER'],
  ['wso', 'WARRANT_SERVICE_OFFICER'],
  ['joint', 'JOINT'],
];

/** The joint model is the other two in one agreement: a cell that names both means it (DHS OIG-12-130, page 3). */
const PARTS_OF_JOINT = new Set(['DETENTION', 'TASK_FORCE']);

export interface ModelNames {
  /** The code of a model, by each name that a list may use for it. */
  codes: ReadonlyMap<string, string>;
  /** The registry's name of a model, by its code. */
  titles: ReadonlyMap<string, string>;
}

/** Every known way to name the models of the table. A model that the table lacks is not known, whatever lists call it. */
export function namesOfModels(models: readonly KnownModel[]): ModelNames {
  const titles = new Map(models.map(({ code, name }) => [code, name]));
  const codes = new Map(OTHER_NAMES.filter(([, code]) => titles.has(code)));
  for (const { code, name } of models) {
    codes.set(plain(code), code);
    codes.set(plain(name), code);
  }
  return { codes, titles };
}

/**
 * The program model of a row, by its code. A small misspelling is proposed, not taken: it decides which agreement the
 * row means.
 */
export function readModel(
  raw: string | undefined,
  names: ModelNames,
): CellReading<{ code: string | null; asPrinted: string }> {
  const { value: text, problems } = readText('model', raw);
  if (raw === undefined || text === '')
    return {
      value: { code: null, asPrinted: text },
      problems: [
        ...problems,
        problem('missing', 'model', raw ?? '', 'The row names no program model.', null),
      ],
    };
  const code = names.codes.get(plain(text)) ?? jointCode(text, names);
  if (code !== undefined) return { value: { code, asPrinted: text }, problems };
  const likely = likelyMeaning(plain(text), bothForms(names));
  const doubt =
    likely === undefined
      ? problem('unknown', 'model', raw, `“${text}” is no program model we know.`, null)
      : problem(
          'proposed',
          'model',
          raw,
          `“${text}” may mean the model ${names.titles.get(likely) ?? likely}.`,
          likely,
        );
  return { value: { code: null, asPrinted: text }, problems: [...problems, doubt] };
}

function jointCode(text: string, { codes }: ModelNames): string | undefined {
  const parts = text.split(/\s*(?:[/&+,;]|\band\b)\s*/i).map((part) => codes.get(plain(part)));
  const isBoth =
    parts.length === 2 &&
    new Set(parts).size === 2 &&
    parts.every((part) => part !== undefined && PARTS_OF_JOINT.has(part));
  return isBoth ? codes.get('joint') : undefined;
}

function* bothForms({ codes }: ModelNames): Generator<[string, string]> {
  for (const [name, code] of codes) {
    yield [name, code];
    yield [`${name} model`, code];
  }
}

/** Lower case, words only, without "Model" or "Program" at the end, and an abbreviation in brackets. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\([a-z]{2,4}\)/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/( (models?|program))+$/, '');
