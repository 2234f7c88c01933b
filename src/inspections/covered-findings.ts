import type { EntityManager } from 'typeorm';
import { Finding, FindingCoverage } from './finding.entity.js';
import type { Inspection } from './inspection.entity.js';

/** The findings that a visit covers, by number, open or not: a focus review's, or those that a full inspection absorbs. */
export const coveredFindings = (
  { id }: Pick<Inspection, 'id'>,
  manager: EntityManager,
): Promise<Finding[]> =>
  manager
    .createQueryBuilder(Finding, 'finding')
    .innerJoin(FindingCoverage, 'coverage', 'coverage.findingId = finding.id')
    .where('coverage.inspectionId = :id', { id })
    .orderBy('finding.number')
    .getMany();

/** Those of them that it is still to verify. */
export async function findingsToVerify(
  visit: Pick<Inspection, 'id'>,
  manager: EntityManager,
): Promise<Finding[]> {
  return (await coveredFindings(visit, manager)).filter(({ status }) => status === 'open');
}
