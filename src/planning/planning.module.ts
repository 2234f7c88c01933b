import { Module } from '@nestjs/common';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { RegistryModule } from '../registry/registry.module.js';
import { WorkforceModule } from '../workforce/workforce.module.js';
import { ScheduleFocusReviewsJob, ScheduleInspectionsJob } from './scheduler/scheduling.jobs.js';
import { YearScheduler } from './scheduler/year-scheduler.js';

@Module({
  imports: [RegistryModule, WorkforceModule, InspectionsModule],
  providers: [YearScheduler, ScheduleInspectionsJob, ScheduleFocusReviewsJob],
})
export class PlanningModule {}
