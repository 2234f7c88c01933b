import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { RegistersModule } from '../registers/registers.module.js';
import { RegistryModule } from '../registry/registry.module.js';
import { CensusSeriesService } from './census-series.service.js';
import { ComplianceService } from './compliance.service.js';
import { ReportsController } from './reports.controller.js';
import { ReportsPages } from './reports.pages.js';

@Module({
  imports: [IdentityModule, RegistryModule, RegistersModule],
  controllers: [ReportsController, ReportsPages],
  providers: [ComplianceService, CensusSeriesService],
})
export class ReportsModule {}
