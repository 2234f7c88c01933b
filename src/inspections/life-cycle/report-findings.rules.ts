/** The next free number of a report: `INS-2013-0004/F3`. The latest draft's number may be given again after it was dropped; no other is. */
export function nextFindingNumber(report: string, known: readonly { number: string }[]): string {
  const taken = known.map(({ number }) => Number(number.split('/F')[1] ?? 0));
  return `${report}/F${Math.max(0, ...taken) + 1}`;
}

/**
 * The finding that another of this requirement would repeat: the latest one.
 * @param earlier findings of earlier reports on the same agreement, the latest first
 */
export const repeatedBy = <Earlier extends { requirementCode: string }>(
  requirementCode: string,
  earlier: readonly Earlier[],
): Earlier | undefined => earlier.find((finding) => finding.requirementCode === requirementCode);

/** What is missing of a draft before its report can be final. */
export function gapsOfDraft(finding: {
  severity: string | null;
  repeatOfId: string | null;
  repeatDecision: string | null;
}): string[] {
  const { severity, repeatOfId, repeatDecision } = finding;
  return [
    ...(severity === null ? ['its severity is not chosen'] : []),
    ...(repeatOfId !== null && repeatDecision === null
      ? ['whether it repeats the earlier finding is not decided']
      : []),
  ];
}
