import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { OfficesModule } from '../offices/offices.module.js';
import { DbModule } from '../platform/db/db.module.js';
import { RegistryModule } from '../registry/registry.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { RenewalsPanel } from './agreement-panel.js';
import { DecisionExecution } from './decision-execution.js';
import { DecisionsService } from './decisions.service.js';
import { EvidenceService } from './evidence.service.js';
import { FigureImport } from './figure-import.service.js';
import { FiguresController } from './figures.controller.js';
import { FiguresPages } from './figures.pages.js';
import { FiguresService } from './figures.service.js';
import { ProposalPages } from './proposal.pages.js';
import { RenewalAuditSubject } from './renewal-audit-subject.js';
import { RenewalQueries } from './renewal-queries.js';
import { RenewalReminders } from './renewal-reminders.source.js';
import { RenewalWork } from './renewal-work.source.js';
import { AgreementFigure, RenewalProposal, RenewalReview } from './renewal.entity.js';
import { RenewalsBuiltUpon } from './renewals-built-upon.source.js';
import { RenewalsController } from './renewals.controller.js';
import { ReconcileRenewalsJob } from './renewals.jobs.js';
import { RenewalsPages } from './renewals.pages.js';
import { RenewalsService } from './renewals.service.js';
import { ReviewOpening } from './review-opening.js';
import { ReviewReconciliation } from './review-reconciliation.js';

@Module({
  imports: [
    DbModule.entities(RenewalReview, RenewalProposal, AgreementFigure),
    OfficesModule,
    IdentityModule,
    RemindersModule,
    RegistryModule,
    InspectionsModule,
  ],
  controllers: [RenewalsController, FiguresController, RenewalsPages, ProposalPages, FiguresPages],
  providers: [
    ReviewOpening,
    ReviewReconciliation,
    ReconcileRenewalsJob,
    FiguresService,
    FigureImport,
    EvidenceService,
    RenewalsService,
    DecisionExecution,
    DecisionsService,
    RenewalQueries,
    RenewalsPanel,
    RenewalReminders,
    RenewalWork,
    RenewalsBuiltUpon,
    RenewalAuditSubject,
  ],
  exports: [RenewalsService],
})
export class RenewalsModule {}
