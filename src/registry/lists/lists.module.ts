import { Module } from '@nestjs/common';
import { OfficesModule } from '../../offices/offices.module.js';
import { FilesModule } from '../../platform/files/files.module.js';
import { RegistryModule } from '../registry.module.js';
import { ListApplications } from './list-applications.service.js';
import { ListAssessment } from './list-assessment.js';
import { ListImports } from './list-imports.service.js';
import { ReadLists } from './list-reading.jobs.js';
import { ListReading } from './list-reading.service.js';
import { RegisterDependents } from './register-dependents.js';

/** Official lists: reading them, holding them against the register, putting them into it. */
@Module({
  imports: [RegistryModule, OfficesModule, FilesModule],
  providers: [
    ListImports,
    ListAssessment,
    ListReading,
    ListApplications,
    RegisterDependents,
    ReadLists,
  ],
  exports: [ListImports, ListReading, ListApplications, RegisterDependents],
})
export class ListsModule {}
