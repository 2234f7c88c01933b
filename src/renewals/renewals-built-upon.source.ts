import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  countedByName,
  type RegisterDependent,
  RegisterDependents,
} from '../registry/register-dependents.js';
import { measureName } from './measures.rules.js';
import { AgreementFigure, RenewalProposal, RenewalReview } from './renewal.entity.js';

/**
 * Reviews that somebody opened, or proposed something in, and figures that somebody entered. A review that the rule
 * opened and nobody answered is closed by the rule.
 */
@Injectable()
export class RenewalsBuiltUpon implements RegisterDependent {
  constructor(
    dependents: RegisterDependents,
    private readonly unitOfWork: UnitOfWork,
  ) {
    dependents.register(this);
  }

  async describe(agreementIds: readonly string[]): Promise<string | null> {
    const manager = this.unitOfWork.reading();
    const reviews = await manager.find(RenewalReview, {
      where: { agreementId: In([...agreementIds]) },
      order: { number: 'ASC' },
    });
    const proposals = await manager.findBy(RenewalProposal, {
      reviewId: In(reviews.map(({ id }) => id)),
    });
    const answered = new Set(proposals.map(({ reviewId }) => reviewId));
    const built = reviews.filter(({ id, cause }) => cause === 'by-hand' || answered.has(id));
    const figures = await manager.find(AgreementFigure, {
      where: { agreementId: In([...agreementIds]) },
      order: { recordedAt: 'ASC', id: 'ASC' },
    });
    const found = [
      countedByName(
        'renewal review',
        built.map(({ number }) => number),
      ),
      countedByName(
        'figure',
        figures.map(({ measure }) => measureName(measure)),
      ),
    ].filter((text) => text !== null);
    return found.length > 0 ? found.join(', ') : null;
  }
}
