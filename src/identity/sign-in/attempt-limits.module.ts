import { Module } from '@nestjs/common';
import { AttemptLimits } from './attempt-limits.js';
import { SharedCounters } from './shared-counters.js';

/** The limits of attempts, for whatever can be guessed. */
@Module({ providers: [SharedCounters, AttemptLimits], exports: [AttemptLimits] })
export class AttemptLimitsModule {}
