import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { Navigation } from '../pages/navigation.js';
import { PageInterceptor } from '../pages/page.interceptor.js';
import { PageRenderer } from '../pages/page-renderer.js';
import { ProblemFilter } from './problem.filter.js';

@Global()
@Module({
  providers: [
    Navigation,
    PageRenderer,
    { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [Navigation, PageRenderer],
})
export class HttpModule {}
