import { Module } from '@nestjs/common';
import { DbModule } from '../platform/db/db.module.js';
import { InstallFieldOffices } from './field-offices.install.js';
import { AreaOfResponsibility, FieldOffice, OfficeAssignment } from './office.entity.js';
import { OfficesService } from './offices.service.js';

@Module({
  imports: [DbModule.entities(FieldOffice, AreaOfResponsibility, OfficeAssignment)],
  providers: [OfficesService, InstallFieldOffices],
  exports: [OfficesService],
})
export class OfficesModule {}
