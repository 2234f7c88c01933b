import { Module } from '@nestjs/common';
import { OfficesModule } from '../../offices/offices.module.js';
import { DbModule } from '../../platform/db/db.module.js';
import { WorkforceModule } from '../../workforce/workforce.module.js';
import { PlanningModule } from '../planning.module.js';
import { AdviceController } from './advice.controller.js';
import { AdvicePages } from './advice.pages.js';
import { AdviceService } from './advice.service.js';
import { AdviceWork } from './advice-work.js';
import { NewScenarioPages } from './new-scenario.pages.js';
import { SampleStaffing } from './sample-staffing.js';
import { ScenarioWork } from './scenario-work.js';
import { ScenariosService } from './scenarios.service.js';
import { StaffingAuditSubject } from './staffing-audit-subject.js';
import { StaffingBases } from './staffing-bases.service.js';
import { StaffingController } from './staffing.controller.js';
import { StaffingAdvice, StaffingBasis, StaffingRun, StaffingScenario } from './staffing.entity.js';
import { RunStaffingJob } from './staffing.jobs.js';
import { StaffingPages } from './staffing.pages.js';
import { StaffingReader } from './staffing-reader.service.js';
import { StaffingRunRequests } from './staffing-run-requests.js';
import { StaffingRuns } from './staffing-runs.service.js';

@Module({
  imports: [
    DbModule.entities(StaffingBasis, StaffingScenario, StaffingAdvice, StaffingRun),
    OfficesModule,
    WorkforceModule,
    PlanningModule,
  ],
  controllers: [StaffingController, AdviceController, NewScenarioPages, StaffingPages, AdvicePages],
  providers: [
    StaffingBases,
    StaffingReader,
    StaffingRunRequests,
    ScenariosService,
    AdviceService,
    ScenarioWork,
    AdviceWork,
    StaffingRuns,
    RunStaffingJob,
    StaffingAuditSubject,
    SampleStaffing,
  ],
})
export class StaffingModule {}
