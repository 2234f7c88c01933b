import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { DbModule } from '../platform/db/db.module.js';
import { RegistryModule } from '../registry/registry.module.js';
import { CatalogueService } from './catalogue.service.js';
import { MeasurabilityPages } from './measurability.pages.js';
import { MeasurabilitySection } from './measurability-section.js';
import { RequirementAuditSubject } from './requirement-audit-subject.js';
import { RequirementVersionPages } from './requirement-version.pages.js';
import { RequirementVersions } from './requirement-versions.service.js';
import { Requirement, RequirementVersion } from './requirement.entity.js';
import { RequirementsController } from './requirements.controller.js';
import { InstallRequirements } from './requirements.install.js';
import { RequirementsPages } from './requirements.pages.js';

@Module({
  imports: [DbModule.entities(Requirement, RequirementVersion), IdentityModule, RegistryModule],
  controllers: [
    RequirementsController,
    MeasurabilityPages,
    RequirementsPages,
    RequirementVersionPages,
  ],
  providers: [
    InstallRequirements,
    CatalogueService,
    RequirementVersions,
    RequirementAuditSubject,
    MeasurabilitySection,
  ],
  exports: [CatalogueService],
})
export class RequirementsModule {}
