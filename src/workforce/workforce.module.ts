import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { OfficesModule } from '../offices/offices.module.js';
import { DbModule } from '../platform/db/db.module.js';
import { RegistryModule } from '../registry/registry.module.js';
import { CapacityYearController } from './capacity-year/capacity-year.controller.js';
import { CapacityYearPages } from './capacity-year/capacity-year.pages.js';
import { CapacityYearService } from './capacity-year/capacity-year.service.js';
import { CapacityService } from './capacity.service.js';
import { OwnRecordController } from './people/own-record.controller.js';
import { OwnRecordPages } from './people/own-record.pages.js';
import { PeopleController } from './people/people.controller.js';
import { PeoplePages } from './people/people.pages.js';
import { PeopleService } from './people/people.service.js';
import { PersonAnswers } from './people/person-answers.js';
import { PersonChanges } from './people/person-changes.service.js';
import { PersonViews } from './people/person-views.js';
import { RecordChanges } from './people/record-changes.js';
import { ServiceRecordsController } from './people/service-records.controller.js';
import { ServiceRecordsPages } from './people/service-records.pages.js';
import { TrainingChanges } from './people/training-changes.service.js';
import { Occupancy, Position } from './position.entity.js';
import { PositionWork } from './position-work.source.js';
import { PositionChanges } from './positions/position-changes.service.js';
import { PositionsController } from './positions/positions.controller.js';
import { PositionsPages } from './positions/positions.pages.js';
import { PositionsService } from './positions/positions.service.js';
import { SampleStaff } from './sample-staff.js';
import { ConflictOfInterest, Leave, Qualification, Training } from './service-record.entity.js';
import { Specialties } from './specialties.js';
import { StaffService } from './staff.service.js';
import { WorkforceAuditSubjects } from './workforce-audit-subjects.js';
import { WorkforceConsequences } from './workforce-consequences.js';

@Module({
  imports: [
    DbModule.entities(Position, Occupancy, Qualification, Training, Leave, ConflictOfInterest),
    OfficesModule,
    IdentityModule,
    RegistryModule,
  ],
  controllers: [
    PositionsController,
    PeopleController,
    ServiceRecordsController,
    OwnRecordController,
    CapacityYearController,
    PositionsPages,
    CapacityYearPages,
    PeoplePages,
    ServiceRecordsPages,
    OwnRecordPages,
  ],
  providers: [
    StaffService,
    CapacityService,
    SampleStaff,
    PositionWork,
    Specialties,
    WorkforceConsequences,
    PositionsService,
    PositionChanges,
    PeopleService,
    RecordChanges,
    TrainingChanges,
    PersonChanges,
    PersonAnswers,
    PersonViews,
    CapacityYearService,
    WorkforceAuditSubjects,
  ],
  exports: [StaffService, CapacityService, Specialties, WorkforceConsequences],
})
export class WorkforceModule {}
