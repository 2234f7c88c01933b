import { normalizeAgencyName } from '../agency-name.rules.js';
import { type CellOf, type Complain, quoted } from './table-rows.rules.js';

/** The columns by which a table names an agreement. */
export const AGREEMENT_COLUMNS = ['state', 'agency', 'model'] as const;
export type AgreementColumn = (typeof AGREEMENT_COLUMNS)[number];

/** What a row may be about: the agreements that whoever brings the table may see. */
export interface AgreementDirectory {
  agreements: {
    agreementId: string;
    state: string;
    agencyNormalizedName: string;
    model: string;
    isInForce: boolean;
  }[];
  /** Other names of agencies, and the name that each stands for; all normalised. */
  aliases: { state: string; alias: string; name: string }[];
  models: { code: string; name: string }[];
}

/** The agreement that a row names; undefined when it is none, or not one alone, which is then complained of. */
export function findAgreement(
  cell: CellOf<AgreementColumn>,
  directory: AgreementDirectory,
  wrong: Complain<AgreementColumn>,
): string | undefined {
  const state = cell('state').toUpperCase();
  const inState = directory.agreements.filter((agreement) => agreement.state === state);
  if (inState.length === 0) {
    wrong('state', `${quoted(cell('state'))} has no agreement that you may see.`);
    return undefined;
  }
  const names = namesOf(cell('agency'), state, directory);
  const ofAgency = inState.filter((agreement) => names.includes(agreement.agencyNormalizedName));
  if (ofAgency.length === 0)
    wrong('agency', `${quoted(cell('agency'))} has no agreement in ${state} that you may see.`);
  const model = directory.models.find(({ code, name }) =>
    [code, name].some((known) => foldedModel(known) === foldedModel(cell('model'))),
  );
  if (!model)
    wrong(
      'model',
      `${quoted(cell('model'))} is not known; it is one of ${directory.models.map(({ code }) => code).join(', ')}.`,
    );
  if (ofAgency.length === 0 || !model) return undefined;
  const ofModel = ofAgency.filter((agreement) => agreement.model === model.code);
  const inForce = ofModel.filter(({ isInForce }) => isInForce);
  const [found, ...more] = inForce.length > 0 ? inForce : ofModel;
  if (!found) wrong('model', `${cell('agency')} in ${state} has no agreement of ${model.name}.`);
  if (found && more.length === 0) return found.agreementId;
  if (more.length > 0)
    wrong(
      'agency',
      `${cell('agency')} in ${state} has ${more.length + 1} agreements of ${model.name}; enter it on the agreement's page.`,
    );
  return undefined;
}

/** As it is written, and the name that an alias of the same state stands for. */
function namesOf(agency: string, state: string, { aliases }: AgreementDirectory): string[] {
  const written = normalizeAgencyName(agency);
  const known = aliases.filter((alias) => alias.state === state && alias.alias === written);
  return [written, ...known.map(({ name }) => name)];
}

const foldedModel = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .replace(/ model$/, '')
    .trim();
