import { Injectable } from '@nestjs/common';
import type { Day } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { NotAllowed } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { AgreementsService } from '../registry/agreements.service.js';
import { type AgreementOnDay, RegistryReader } from '../registry/registry-reader.js';

/** What a viewer is told of an agreement beside its visits and findings, and whether they may act on them. */
@Injectable()
export class ViewerScopes {
  constructor(
    private readonly registry: RegistryReader,
    private readonly agreements: AgreementsService,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  /**
   * An agreement as of today; for a field office that gave it away, as of the day of the visit: what became of it since
   * is not theirs to see.
   */
  async describeForViewer(
    agreementId: string,
    dayOfVisit: Day | null,
    viewer: Viewer,
  ): Promise<AgreementOnDay | undefined> {
    const today = this.clock.today(this.policy.timeZone);
    const isOwnToday = await this.answersToday(agreementId, viewer);
    return this.registry.describeAgreement(agreementId, isOwnToday ? today : (dayOfVisit ?? today));
  }

  /** Whether the viewer may act on what concerns an agreement, as far as field offices go. */
  async answersToday(agreementId: string, viewer: Viewer): Promise<boolean> {
    return viewer.officeId === null || this.agreements.isVisible(agreementId, viewer);
  }

  /** @throws NotAllowed for a field office that answered once and no longer does: it may look and not touch */
  async mustAnswerToday(agreementId: string, viewer: Viewer): Promise<void> {
    if (!(await this.answersToday(agreementId, viewer)))
      throw new NotAllowed('Another field office answers for this agreement now.');
  }
}
