import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { HandOverPages } from './hand-over.pages.js';
import { HandOverService } from './hand-over.service.js';
import { ServiceAccountWork } from './service-account-work.source.js';
import { WorkItemsModule } from './work-items.module.js';

/** What somebody who leaves hands on. The features above register what they have. */
@Module({
  imports: [AccountsModule, WorkItemsModule],
  controllers: [HandOverPages],
  providers: [HandOverService, ServiceAccountWork],
  exports: [WorkItemsModule, HandOverService],
})
export class HandOverModule {}
