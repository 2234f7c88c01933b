import { Module } from '@nestjs/common';
import { DbModule } from '../platform/db/db.module.js';
import { Occupancy, Position } from './position.entity.js';
import { SampleStaff } from './sample-staff.js';
import { StaffService } from './staff.service.js';

@Module({
  imports: [DbModule.entities(Position, Occupancy)],
  providers: [StaffService, SampleStaff],
  exports: [StaffService],
})
export class WorkforceModule {}
