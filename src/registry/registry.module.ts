import { Module } from '@nestjs/common';
import { DbModule } from '../platform/db/db.module.js';
import {
  Agency,
  Agreement,
  AgreementEvent,
  AgreementPeriod,
  ProgramModel,
} from './agreement.entity.js';
import { ListEntry, OfficialList, PublishedTotal } from './official-list.entity.js';

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
  ],
})
export class RegistryModule {}
