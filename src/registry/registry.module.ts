import { Module } from '@nestjs/common';
import { OfficesModule } from '../offices/offices.module.js';
import { DbModule } from '../platform/db/db.module.js';
import {
  Agency,
  Agreement,
  AgreementEvent,
  AgreementPeriod,
  ProgramModel,
} from './agreement.entity.js';
import { AgreementsService } from './agreements.service.js';
import { CensusService } from './census.service.js';
import { ListEntry, OfficialList, PublishedTotal } from './official-list.entity.js';
import { InstallProgramModels } from './program-models.install.js';
import { ProgramModels } from './program-models.js';
import { InstallRegister2012 } from './register-2012.install.js';
import { RegistryReader } from './registry-reader.js';

@Module({
  imports: [
    DbModule.entities(
      ProgramModel,
      Agency,
      Agreement,
      AgreementEvent,
      AgreementPeriod,
      OfficialList,
      ListEntry,
      PublishedTotal,
    ),
    OfficesModule,
  ],
  providers: [
    InstallProgramModels,
    InstallRegister2012,
    ProgramModels,
    RegistryReader,
    CensusService,
    AgreementsService,
  ],
  exports: [RegistryReader, CensusService],
})
export class RegistryModule {}
