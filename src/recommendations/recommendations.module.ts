import { Module } from '@nestjs/common';
import { OigLedger } from './oig-ledger.js';

@Module({ providers: [OigLedger], exports: [OigLedger] })
export class RecommendationsModule {}
