import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { OfficesModule } from '../offices/offices.module.js';
import { DbModule } from '../platform/db/db.module.js';
import {
  Agency,
  AgencyAlias,
  Agreement,
  AgreementEvent,
  AgreementPeriod,
  ProgramModel,
} from './agreement.entity.js';
import { AgencyAliasesController } from './agency-aliases.controller.js';
import { AgencyAliases } from './agency-aliases.service.js';
import { AgenciesController } from './agencies/agencies.controller.js';
import { AgenciesPages } from './agencies/agencies.pages.js';
import { AgenciesService } from './agencies/agencies.service.js';
import { AgencyAuditSubject } from './agencies/agency-audit-subject.js';
import { PlacementService } from './agencies/placement.service.js';
import { AgreementAuditSubject } from './agreement-audit-subject.js';
import { AgreementDirectories } from './agreement-tables/agreement-directories.js';
import { AgreementEndingSource } from './agreement-ending.source.js';
import { AgreementPanels } from './agreement-panels.js';
import { AgreementLists } from './agreement-lists.service.js';
import { AgreementListsPages } from './agreement-lists.pages.js';
import { AgreementQueries } from './agreement-queries.js';
import { AgreementsController } from './agreements.controller.js';
import { AgreementsPages } from './agreements.pages.js';
import { AgreementsService } from './agreements.service.js';
import { AreasController } from './areas/areas.controller.js';
import { AreasPages } from './areas/areas.pages.js';
import { AreasService } from './areas/areas.service.js';
import { UnplacedController } from './areas/unplaced.controller.js';
import { UnplacedPages } from './areas/unplaced.pages.js';
import { UnplacedAgencies } from './areas/unplaced.service.js';
import { CensusController } from './census.controller.js';
import { CensusPages } from './census.pages.js';
import { CensusService } from './census.service.js';
import { AgreementCreationService } from './creation/agreement-creation.service.js';
import { CreationController } from './creation/creation.controller.js';
import { CreationPages } from './creation/creation.pages.js';
import { AgreementDocument } from './documents/document.entity.js';
import { DocumentsBuiltUpon } from './documents/documents-built-upon.source.js';
import { DocumentsController } from './documents/documents.controller.js';
import { DocumentsPages } from './documents/documents.pages.js';
import { DocumentsPanel } from './documents/documents-panel.js';
import { DocumentsService } from './documents/documents.service.js';
import { CorrectionsService } from './life-cycle/corrections.service.js';
import { LifeCycleController } from './life-cycle/life-cycle.controller.js';
import { LifeCyclePages } from './life-cycle/life-cycle.pages.js';
import { LifeCyclePanel } from './life-cycle/life-cycle-panel.js';
import { Absence, ListAnswer, ListImport, ListImportRow } from './lists/list-import.entity.js';
import { ListEntry, OfficialList, PublishedTotal } from './official-list.entity.js';
import { InstallProgramModels } from './program-models.install.js';
import { OfficeMoveService } from './office-move.service.js';
import { ProgramModels } from './program-models.js';
import { InstallRegister2012 } from './register-2012.install.js';
import { LifeCycleReader } from './life-cycle/life-cycle-reader.js';
import { LifeCycleService } from './life-cycle/life-cycle.service.js';
import { RegisterDependents } from './register-dependents.js';
import { RegistryReader } from './registry-reader.js';
import { Standpoints } from './standpoints.js';
import { RemindersModule } from '../reminders/reminders.module.js';

@Module({
  imports: [
    DbModule.entities(
      ProgramModel,
      Agency,
      AgencyAlias,
      Agreement,
      AgreementEvent,
      AgreementPeriod,
      AgreementDocument,
      OfficialList,
      ListEntry,
      ListImport,
      ListImportRow,
      ListAnswer,
      Absence,
      PublishedTotal,
    ),
    OfficesModule,
    IdentityModule,
    RemindersModule,
  ],
  controllers: [
    AgencyAliasesController,
    CensusController,
    CensusPages,
    AgreementsController,
    AgreementListsPages,
    AgenciesController,
    AgenciesPages,
    AreasController,
    UnplacedController,
    UnplacedPages,
    AreasPages,
    AgreementsPages,
    CreationController,
    CreationPages,
    LifeCycleController,
    LifeCyclePages,
    DocumentsController,
    DocumentsPages,
  ],
  providers: [
    AgencyAliases,
    AgreementDirectories,
    InstallProgramModels,
    InstallRegister2012,
    ProgramModels,
    RegistryReader,
    Standpoints,
    CensusService,
    AgreementLists,
    AgenciesService,
    PlacementService,
    AgencyAuditSubject,
    AreasService,
    UnplacedAgencies,
    AgreementsService,
    LifeCycleReader,
    LifeCycleService,
    CorrectionsService,
    LifeCyclePanel,
    AgreementCreationService,
    DocumentsService,
    DocumentsPanel,
    RegisterDependents,
    DocumentsBuiltUpon,
    OfficeMoveService,
    AgreementAuditSubject,
    AgreementQueries,
    AgreementPanels,
    AgreementEndingSource,
  ],
  exports: [
    AgencyAliases,
    AgreementDirectories,
    ProgramModels,
    RegistryReader,
    AgreementsService,
    AgreementQueries,
    LifeCycleService,
    CensusService,
    AgreementPanels,
    RegisterDependents,
  ],
})
export class RegistryModule {}
