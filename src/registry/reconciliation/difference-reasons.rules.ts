import { isDay } from '../../platform/clock/calendar.js';
import { dayText } from '../../platform/clock/day-text.js';
import type { AgreementStatus } from '../agreement-status.rules.js';
import type {
  Explanation,
  ListStanding,
  ReconciledList,
  RegisteredAgreement,
  RegisteredWord,
} from './reconciliation.js';

const STATUSES: Partial<Record<AgreementStatus, string>> = {
  'under-notice': 'under notice of termination',
  absent: 'absent from the lists',
  'left-list': 'left the lists',
};

/** A status as one says it within a sentence. */
export const statusText = (status: AgreementStatus): string => STATUSES[status] ?? status;

/** Why the register does not have in force what a list shows. */
export function notInForceReason(
  list: ReconciledList,
  known: RegisteredAgreement | undefined,
  word: RegisteredWord | null,
): string {
  if (!known) return sentences('The register has nothing of it on this day.', TAILS[list.standing]);
  return sentences(statusReason(known, word), stillShown(list, word?.onDay ?? known.since));
}

function statusReason({ status, since }: RegisteredAgreement, word: RegisteredWord | null): string {
  if (status === 'absent')
    return `It is absent from ICE's lists since ${dayText(since)}, and nobody has said yet what became of it`;
  if (!word) return `The register has it as ${statusText(status)} since ${dayText(since)}`;
  const { onDay, happenedAfter, reason } = word;
  if (status === 'left-list')
    return `It left ICE's lists by ${dayText(onDay)}${happenedAfter ? `, after ${dayText(happenedAfter)}` : ''}${because(reason)}`;
  return `Recorded as ${statusText(status)} on ${dayText(onDay)} ${recorder(word)}${because(reason)}`;
}

/** A list that shows what ended before its day was not up to date. */
function stillShown({ standing, asOf }: ReconciledList, ended: string): string | null {
  const isStale = ended < asOf;
  if (standing === 'replaced' || standing === 'withdrawn') return TAILS[standing];
  if (standing === 'decides') return 'What a person recorded stands against the list';
  const stale = `The list of ${dayText(asOf)} still shows it and was not up to date`;
  if (standing === 'not-stored') return isStale ? stale : null;
  return isStale ? `${stale}; it is only compared` : TAILS.compared;
}

const TAILS: Record<ListStanding, string | null> = {
  decides: null,
  compared: 'The list is only compared and decides nothing',
  replaced: 'A later list of the same day stands for it: this one decides nothing',
  withdrawn: 'The import of this list was undone: it decides nothing',
  'not-stored': null,
};

/** Why a list does not show what the register has in force, or pending. */
export function notOnListReason(
  list: ReconciledList,
  known: RegisteredAgreement,
  { status: word, listError }: Explanation,
): string {
  if (listError)
    return sentences(
      `Recorded as an error of the list by ${listError.by}${because(listError.reason)}`,
    );
  const isByPerson = word !== null && !word.isFromList && word.recordedBy !== INSTALLATION;
  const begun = isByPerson
    ? `Recorded as ${statusText(known.status)} on ${dayText(word.onDay)} ${recorder(word)}${because(word.reason)}`
    : `The register has it as ${statusText(known.status)}, ${known.signedOn ? `signed on ${dayText(known.signedOn)}` : 'its signing date not known'}${word ? ` (${word.source})` : ''}`;
  const { standing } = list;
  return sentences(
    begun,
    standing === 'not-stored' ? 'The file does not show it' : TAILS[standing],
  );
}

/** Why a list prints another model than the register has. */
export function modelReason(isKnownPrint: boolean, { modelBasis }: RegisteredAgreement): string {
  return isKnownPrint
    ? 'ICE’s lists print a Joint agreement as Jail Enforcement.'
    : sentences(`What the register's model rests on: ${modelBasis}`);
}

/** Why the register has another signing date than a list claims. */
export function signingReason({ standing }: ReconciledList, word: RegisteredWord | null): string {
  const taken = standing === 'decides' ? "This list's date was not taken" : TAILS[standing];
  if (!word) return sentences('The register keeps its date', taken);
  if (word.event === 'amended')
    return sentences(`Signed anew on ${dayText(word.onDay)}: both dates are kept`, taken);
  return sentences(
    word.reason ? inWords(word.reason) : 'The register keeps its date',
    `Its date comes from ${word.source}`,
    word.reason ? null : taken,
  );
}

/** Who the data of 2012 are recorded by. */
const INSTALLATION = 'installation';

const recorder = ({ recordedBy }: RegisteredWord): string =>
  recordedBy === INSTALLATION ? 'in the register of 2012' : `by ${recordedBy}`;

const because = (reason: string | null): string => (reason ? `: ${inWords(reason)}` : '');

/** What an import recorded names days as it stores them. */
const inWords = (text: string): string =>
  text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => (isDay(day) ? dayText(day) : day));

const sentences = (...parts: (string | null)[]): string =>
  parts
    .filter((part) => part !== null)
    .map((part) => (/[.?]$/.test(part) ? part : `${part}.`))
    .join(' ');
