import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { DbModule } from '../db/db.module.js';
import { Navigation } from '../pages/navigation.js';
import { ReportSections } from '../pages/report-sections.js';
import { PageInterceptor } from '../pages/page.interceptor.js';
import { PageRenderer } from '../pages/page-renderer.js';
import { Idempotency } from './idempotency/idempotency.js';
import { IdempotentAnswer } from './idempotency/idempotent-answer.entity.js';
import { ProblemFilter } from './problem.filter.js';
import { ProgressEvents } from './progress-events.js';

@Global()
@Module({
  imports: [DbModule.entities(IdempotentAnswer)],
  providers: [
    Idempotency,
    Navigation,
    ReportSections,
    PageRenderer,
    ProgressEvents,
    { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [Idempotency, Navigation, PageRenderer, ProgressEvents, ReportSections],
})
export class HttpModule {}
