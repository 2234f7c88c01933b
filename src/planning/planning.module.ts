import { Module } from '@nestjs/common';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { RegistryModule } from '../registry/registry.module.js';
import { WorkforceModule } from '../workforce/workforce.module.js';
import { ScheduleFocusReviewsJob, ScheduleInspectionsJob } from './scheduling.jobs.js';
import { YearPlanner } from './year-planner.js';

@Module({
  imports: [RegistryModule, WorkforceModule, InspectionsModule],
  providers: [YearPlanner, ScheduleInspectionsJob, ScheduleFocusReviewsJob],
})
export class PlanningModule {}
