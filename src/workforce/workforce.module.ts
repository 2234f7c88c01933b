import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { DbModule } from '../platform/db/db.module.js';
import { Occupancy, Position } from './position.entity.js';
import { PositionWork } from './position-work.source.js';
import { SampleStaff } from './sample-staff.js';
import { StaffService } from './staff.service.js';

@Module({
  imports: [DbModule.entities(Position, Occupancy), IdentityModule],
  providers: [StaffService, SampleStaff, PositionWork],
  exports: [StaffService],
})
export class WorkforceModule {}
