import { Module } from '@nestjs/common';
import { OfficesModule } from '../../offices/offices.module.js';
import { FilesModule } from '../../platform/files/files.module.js';
import { RegistryModule } from '../registry.module.js';
import { AbsencesController } from './absences.controller.js';
import { AbsencesPages } from './absences.pages.js';
import { Absences } from './absences.service.js';
import { AliasesPages } from './aliases.pages.js';
import { ImportAuditSubject } from './import-audit-subject.js';
import { ImportProgress } from './import-progress.js';
import { ImportReports } from './import-reports.js';
import { ListApplications } from './list-applications.service.js';
import { ListAssessment } from './list-assessment.js';
import { ListImportsController } from './list-imports.controller.js';
import { ListImportsPages } from './list-imports.pages.js';
import { ListImports } from './list-imports.service.js';
import { ReadLists } from './list-reading.jobs.js';
import { ListReading } from './list-reading.service.js';

/** Official lists: reading them, holding them against the register, putting them into it. */
@Module({
  imports: [RegistryModule, OfficesModule, FilesModule],
  controllers: [
    ListImportsController,
    AbsencesController,
    AbsencesPages,
    AliasesPages,
    ListImportsPages,
  ],
  providers: [
    ListImports,
    ListAssessment,
    ListReading,
    ListApplications,
    ReadLists,
    ImportReports,
    ImportProgress,
    ImportAuditSubject,
    Absences,
  ],
  exports: [ListImports, ListReading, ListApplications, Absences],
})
export class ListsModule {}
