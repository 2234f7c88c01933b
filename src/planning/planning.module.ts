import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { DbModule } from '../platform/db/db.module.js';
import { RegistersModule } from '../registers/registers.module.js';
import { OfficesModule } from '../offices/offices.module.js';
import { RegistryModule } from '../registry/registry.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { WorkforceModule } from '../workforce/workforce.module.js';
import { BoardController } from './board/board.controller.js';
import { BoardPages } from './board/board.pages.js';
import { BoardService } from './board/board.service.js';
import { PlanPeople } from './instance/plan-people.js';
import { RiskFactsReader } from './instance/risk-facts.js';
import { YearInstances } from './instance/year-instance.js';
import { YearTasks } from './instance/year-tasks.js';
import { ScheduleFocusReviewsJob, ScheduleInspectionsJob } from './scheduler/scheduling.jobs.js';
import { YearScheduler } from './scheduler/year-scheduler.js';
import { SolvePlansJob } from './solving/plan-solving.jobs.js';
import { PlanSolver } from './solving/plan-solver.js';
import { PlanSolving } from './solving/plan-solving.service.js';
import { SolveProgressEvents } from './solving/solve-progress.js';
import { ApprovedPlans } from './versions/approved-plans.js';
import { DraftsService } from './versions/drafts.service.js';
import { PlanAuditSubject } from './versions/plan-audit-subject.js';
import { PlanCarryingOut } from './versions/plan-carrying-out.js';
import { PlanContents } from './versions/plan-contents.js';
import { PlanDecisions } from './versions/plan-decisions.service.js';
import { PlanEditing } from './versions/plan-editing.service.js';
import { PlanListPages } from './versions/plan-list.pages.js';
import { PlanItemsController } from './versions/plan-items.controller.js';
import { PlanProposalReminders } from './versions/plan-proposal-reminders.source.js';
import { PlanReminders } from './versions/plan-reminders.source.js';
import { CheckPlansJob } from './versions/plan-upkeep.jobs.js';
import { PlanUpkeep } from './versions/plan-upkeep.service.js';
import {
  Plan,
  PlanBasis,
  PlanItem,
  PlanItemMember,
  PlanNote,
  PlanSolve,
} from './versions/plan.entity.js';
import { PlansController } from './versions/plans.controller.js';
import { PlansPages } from './versions/plans.pages.js';
import { PlanVisitPages } from './versions/plan-visit.pages.js';
import { PlansService } from './versions/plans.service.js';
import { SamplePlans } from './versions/sample-plans.js';
import { SolutionWriting } from './versions/solution-writing.js';
import { SolveRequests } from './versions/solve-requests.js';

@Module({
  imports: [
    DbModule.entities(Plan, PlanBasis, PlanItem, PlanItemMember, PlanSolve, PlanNote),
    IdentityModule,
    OfficesModule,
    RemindersModule,
    RegistryModule,
    RegistersModule,
    WorkforceModule,
    InspectionsModule,
  ],
  controllers: [
    PlansController,
    PlanItemsController,
    PlanListPages,
    PlansPages,
    PlanVisitPages,
    BoardController,
    BoardPages,
  ],
  providers: [
    YearTasks,
    PlanPeople,
    RiskFactsReader,
    YearInstances,
    YearScheduler,
    ScheduleInspectionsJob,
    ScheduleFocusReviewsJob,
    PlanContents,
    SolutionWriting,
    SolveRequests,
    DraftsService,
    PlanEditing,
    PlanDecisions,
    PlanCarryingOut,
    PlansService,
    ApprovedPlans,
    PlanUpkeep,
    CheckPlansJob,
    PlanProposalReminders,
    PlanReminders,
    PlanAuditSubject,
    SamplePlans,
    PlanSolver,
    PlanSolving,
    SolvePlansJob,
    SolveProgressEvents,
    BoardService,
  ],
  exports: [PlansService, PlanContents, SolveRequests, YearInstances, PlanSolver],
})
export class PlanningModule {}
