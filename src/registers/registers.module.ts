import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { OfficesModule } from '../offices/offices.module.js';
import { DbModule } from '../platform/db/db.module.js';
import { RegistryModule } from '../registry/registry.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { RequirementsModule } from '../requirements/requirements.module.js';
import { RegistersPanel } from './agreement-panel.js';
import { EntriesPages } from './entries.pages.js';
import { EntryQueries } from './entry-queries.js';
import { LimitsService } from './limits.service.js';
import { RegisterAuditSubject } from './register-audit-subject.js';
import { RegisterChanges } from './register-changes.service.js';
import { RegisterImport } from './register-import.service.js';
import { RegisterReminders } from './register-reminders.source.js';
import { RegisterCorrection, RegisterEntry } from './register.entity.js';
import { RegistersBuiltUpon } from './registers-built-upon.source.js';
import { RegistersController } from './registers.controller.js';
import { RegistersPages } from './registers.pages.js';
import { RegistersService } from './registers.service.js';
import { SampleRegisters } from './sample-registers.js';

@Module({
  imports: [
    DbModule.entities(RegisterEntry, RegisterCorrection),
    OfficesModule,
    IdentityModule,
    RemindersModule,
    RegistryModule,
    RequirementsModule,
  ],
  controllers: [RegistersController, RegistersPages, EntriesPages],
  providers: [
    RegistersService,
    RegisterChanges,
    RegisterImport,
    LimitsService,
    EntryQueries,
    RegistersPanel,
    RegisterReminders,
    RegistersBuiltUpon,
    RegisterAuditSubject,
    SampleRegisters,
  ],
  exports: [RegistersService, LimitsService],
})
export class RegistersModule {}
