import { type EntityManager, In } from 'typeorm';
import { Finding, FindingCoverage } from './finding.entity.js';
import type { Inspection } from './inspection.entity.js';

/** The open findings that a visit is to verify, by number: a focus review's, or those that a full inspection absorbs. */
export async function findingsToVerify(
  { id }: Pick<Inspection, 'id'>,
  manager: EntityManager,
): Promise<Finding[]> {
  const coverage = await manager.findBy(FindingCoverage, { inspectionId: id });
  return manager.find(Finding, {
    where: { id: In(coverage.map(({ findingId }) => findingId)), status: 'open' },
    order: { number: 'ASC' },
  });
}
