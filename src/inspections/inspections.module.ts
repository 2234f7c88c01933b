import { Module } from '@nestjs/common';
import { ChecklistController } from './checklist/checklist.controller.js';
import { ChecklistEvidence, ChecklistItem } from './checklist/checklist.entity.js';
import { ChecklistMaking } from './checklist/checklist-making.js';
import { ChecklistPages } from './checklist/checklist.pages.js';
import { ChecklistService } from './checklist/checklist.service.js';
import { EvidenceService } from './checklist/evidence.service.js';
import { DbModule } from '../platform/db/db.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { OfficesModule } from '../offices/offices.module.js';
import { RegistryModule } from '../registry/registry.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { RequirementsModule } from '../requirements/requirements.module.js';
import { WorkforceModule } from '../workforce/workforce.module.js';
import { FindingsPanel, InspectionsPanel, RemindersPanel } from './agreement-panels.js';
import { ActionEscalation } from './corrective-actions/action-escalation.js';
import { ActionRecord } from './corrective-actions/action-record.js';
import { CorrectiveActionChanges } from './corrective-actions/corrective-action-changes.service.js';
import { CorrectiveActionDocuments } from './corrective-actions/corrective-action-documents.service.js';
import { CorrectiveActionReminders } from './corrective-actions/corrective-action-reminders.source.js';
import { CorrectiveActionWork } from './corrective-actions/corrective-action-work.source.js';
import {
  CorrectiveAction,
  CorrectiveActionDocument,
  CorrectiveActionEvent,
  CorrectiveActionExtension,
} from './corrective-actions/corrective-action.entity.js';
import { CorrectiveActionsController } from './corrective-actions/corrective-actions.controller.js';
import { CorrectiveActionsPages } from './corrective-actions/corrective-actions.pages.js';
import { CorrectiveActionsService } from './corrective-actions/corrective-actions.service.js';
import { EscalateCorrectiveActionsJob } from './corrective-actions/escalation.jobs.js';
import { Finding, FindingCoverage } from './finding.entity.js';
import { FindingClosing } from './finding-closing.js';
import { FindingsController } from './findings.controller.js';
import { FindingsPages } from './findings.pages.js';
import { FindingsService } from './findings.service.js';
import { FindingOutcome } from './focus-reviews/finding-outcome.entity.js';
import { FocusReviewOrders } from './focus-reviews/focus-review-orders.service.js';
import { FocusReviewsController } from './focus-reviews/focus-reviews.controller.js';
import { FocusReviewsPages } from './focus-reviews/focus-reviews.pages.js';
import { FocusReviewsService } from './focus-reviews/focus-reviews.service.js';
import { FollowUpConsequence } from './focus-reviews/follow-up.consequence.js';
import { FollowUpOrder } from './focus-reviews/follow-up-order.js';
import { OutcomesService } from './focus-reviews/outcomes.service.js';
import { SavingService } from './focus-reviews/saving.service.js';
import { InspectionCancellation } from './inspection-cancellation.js';
import { InspectionObligation } from './inspection-obligation.entity.js';
import { InspectionAuditSubjects } from './inspection-audit-subjects.js';
import { InspectionReminders } from './inspection-reminders.source.js';
import { InspectionYearLines } from './inspection-year-lines.js';
import { InspectionYearService } from './inspection-year.service.js';
import { Inspection, InspectionEvent, InspectionTeamMember } from './inspection.entity.js';
import { InspectionsController } from './inspections.controller.js';
import { InspectionsPages } from './inspections.pages.js';
import { InspectionsService } from './inspections.service.js';
import { LifeCycleService } from './life-cycle/life-cycle.service.js';
import { MilestonesController } from './life-cycle/milestones.controller.js';
import { MilestonesPages } from './life-cycle/milestones.pages.js';
import { MilestonesService } from './life-cycle/milestones.service.js';
import { ReportFindings } from './life-cycle/report-findings.js';
import { StepGuards } from './life-cycle/step-guards.js';
import { TransitionsController } from './life-cycle/transitions.controller.js';
import { VisitConsequences } from './life-cycle/visit-consequences.js';
import { ReconcileObligationsJob } from './obligations.jobs.js';
import { ObligationsService } from './obligations.service.js';
import { IssuedPaper } from './papers/paper.entity.js';
import { PaperFactsService } from './papers/paper-facts.js';
import { PaperIssuing } from './papers/paper-issuing.js';
import { PapersPages } from './papers/papers.pages.js';
import { PapersService } from './papers/papers.service.js';
import { SampleInspections } from './sample-inspections.js';
import { ScheduledVisitsOfTeams } from './scheduled-visits.source.js';
import { VisitsBuiltUpon } from './visits-built-upon.source.js';
import { VisitLeaders } from './visit-leaders.js';
import { VisitScheduling } from './visit-scheduling.service.js';
import { VisitStaffing } from './visit-staffing.js';
import { VisitWork } from './visit-work.source.js';
import { ViewerScopes } from './viewer-scopes.js';

@Module({
  imports: [
    DbModule.entities(
      InspectionObligation,
      Inspection,
      InspectionTeamMember,
      InspectionEvent,
      Finding,
      FindingCoverage,
      ChecklistItem,
      ChecklistEvidence,
      IssuedPaper,
      CorrectiveAction,
      CorrectiveActionEvent,
      CorrectiveActionExtension,
      CorrectiveActionDocument,
      FindingOutcome,
    ),
    OfficesModule,
    RegistryModule,
    RemindersModule,
    IdentityModule,
    WorkforceModule,
    RequirementsModule,
  ],
  controllers: [
    MilestonesController,
    MilestonesPages,
    InspectionsController,
    TransitionsController,
    ChecklistController,
    FindingsController,
    CorrectiveActionsController,
    FocusReviewsController,
    InspectionsPages,
    ChecklistPages,
    PapersPages,
    FindingsPages,
    CorrectiveActionsPages,
    FocusReviewsPages,
  ],
  providers: [
    SampleInspections,
    InspectionReminders,
    InspectionsPanel,
    FindingsPanel,
    RemindersPanel,
    InspectionCancellation,
    ObligationsService,
    ReconcileObligationsJob,
    FocusReviewsService,
    InspectionYearLines,
    InspectionYearService,
    InspectionsService,
    FindingsService,
    ViewerScopes,
    InspectionAuditSubjects,
    VisitLeaders,
    VisitScheduling,
    VisitStaffing,
    VisitWork,
    VisitsBuiltUpon,
    ScheduledVisitsOfTeams,
    CorrectiveActionWork,
    VisitConsequences,
    StepGuards,
    LifeCycleService,
    ReportFindings,
    MilestonesService,
    ChecklistMaking,
    ChecklistService,
    EvidenceService,
    PaperFactsService,
    PaperIssuing,
    PapersService,
    CorrectiveActionsService,
    CorrectiveActionChanges,
    CorrectiveActionDocuments,
    CorrectiveActionReminders,
    ActionRecord,
    ActionEscalation,
    EscalateCorrectiveActionsJob,
    FindingClosing,
    FollowUpConsequence,
    FollowUpOrder,
    FocusReviewOrders,
    OutcomesService,
    SavingService,
  ],
  exports: [
    InspectionYearService,
    InspectionsService,
    FindingsService,
    FocusReviewsService,
    MilestonesService,
    VisitScheduling,
  ],
})
export class InspectionsModule {}
