import { Module } from '@nestjs/common';
import { RegistryModule } from '../registry.module.js';
import { ListOverview } from './list-overview.service.js';
import { PublishedSplits } from './published-splits.service.js';
import { ReconciliationController } from './reconciliation.controller.js';
import { ReconciliationPages } from './reconciliation.pages.js';
import { ReconciliationService } from './reconciliation.service.js';

/** Official lists beside the register: what differs, and why. */
@Module({
  imports: [RegistryModule],
  controllers: [ReconciliationController, ReconciliationPages],
  providers: [ListOverview, PublishedSplits, ReconciliationService],
  exports: [ReconciliationService],
})
export class ReconciliationModule {}
