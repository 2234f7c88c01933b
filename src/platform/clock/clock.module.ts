import { type DynamicModule, Global, Module } from '@nestjs/common';
import { BusinessClock, SystemClock } from './clock.js';

@Global()
@Module({})
export class ClockModule {
  /** `systemClock` is given by tests that decide what time it is. */
  static with(systemClock: SystemClock = new SystemClock()): DynamicModule {
    return {
      module: ClockModule,
      providers: [{ provide: SystemClock, useValue: systemClock }, BusinessClock],
      exports: [SystemClock, BusinessClock],
    };
  }
}
