import { Module } from '@nestjs/common';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { PlanningModule } from '../planning/planning.module.js';
import { RecommendationsModule } from '../recommendations/recommendations.module.js';
import { ListsModule } from '../registry/lists/lists.module.js';
import { RegistryModule } from '../registry/registry.module.js';
import { RenewalsModule } from '../renewals/renewals.module.js';
import { RequirementsModule } from '../requirements/requirements.module.js';
import { WorkforceModule } from '../workforce/workforce.module.js';
import { DataPages } from './data.pages.js';
import { HomePages } from './home.pages.js';
import { HomeService } from './home.service.js';
import { SearchPages } from './search.pages.js';

@Module({
  imports: [
    RegistryModule,
    ListsModule,
    WorkforceModule,
    InspectionsModule,
    PlanningModule,
    RecommendationsModule,
    RenewalsModule,
    RequirementsModule,
  ],
  controllers: [HomePages, DataPages, SearchPages],
  providers: [HomeService],
})
export class HomeModule {}
