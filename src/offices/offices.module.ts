import { Module } from '@nestjs/common';
import { DbModule } from '../platform/db/db.module.js';
import { AreaOfResponsibility, FieldOffice, OfficeAssignment } from './office.entity.js';

@Module({ imports: [DbModule.entities(FieldOffice, AreaOfResponsibility, OfficeAssignment)] })
export class OfficesModule {}
