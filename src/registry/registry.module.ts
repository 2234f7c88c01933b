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
import { AgreementAuditSubject } from './agreement-audit-subject.js';
import { AgreementEndingSource } from './agreement-ending.source.js';
import { AgreementPanels } from './agreement-panels.js';
import { AgreementLists } from './agreement-lists.service.js';
import { AgreementListsPages } from './agreement-lists.pages.js';
import { AgreementQueries } from './agreement-queries.js';
import { AgreementsController } from './agreements.controller.js';
import { AgreementsPages } from './agreements.pages.js';
import { AgreementsService } from './agreements.service.js';
import { CensusController } from './census.controller.js';
import { CensusPages } from './census.pages.js';
import { CensusService } from './census.service.js';
import { Absence, ListAnswer, ListImport, ListImportRow } from './lists/list-import.entity.js';
import { ListEntry, OfficialList, PublishedTotal } from './official-list.entity.js';
import { InstallProgramModels } from './program-models.install.js';
import { OfficeMoveService } from './office-move.service.js';
import { ProgramModels } from './program-models.js';
import { InstallRegister2012 } from './register-2012.install.js';
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
    CensusController,
    CensusPages,
    AgreementsController,
    AgreementListsPages,
    AgreementsPages,
  ],
  providers: [
    InstallProgramModels,
    InstallRegister2012,
    ProgramModels,
    RegistryReader,
    Standpoints,
    CensusService,
    AgreementLists,
    AgreementsService,
    OfficeMoveService,
    AgreementAuditSubject,
    AgreementQueries,
    AgreementPanels,
    AgreementEndingSource,
  ],
  exports: [ProgramModels, RegistryReader, AgreementsService, CensusService, AgreementPanels],
})
export class RegistryModule {}
