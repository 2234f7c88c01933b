import { Global, Module } from '@nestjs/common';
import { DbModule } from '../db/db.module.js';
import { Doorbell } from './doorbell.js';
import { JobQueue } from './job-queue.js';
import { JobRegistry } from './job-registry.js';
import { JobRun } from './job-run.entity.js';
import { JobRunner } from './job-runner.js';
import { Watchman } from './watchman.js';

@Global()
@Module({
  imports: [DbModule.entities(JobRun)],
  providers: [JobRegistry, JobRunner, JobQueue, Doorbell, Watchman],
  exports: [JobRegistry, JobRunner, JobQueue, Doorbell, Watchman],
})
export class QueueModule {}
