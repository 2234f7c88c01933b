import { Global, Module } from '@nestjs/common';
import { RoleTies } from './role-ties.js';
import { WorkItemSources } from './work-items.js';

/** Who has what. Below the accounts, which ask it before they change. */
@Global()
@Module({ providers: [WorkItemSources, RoleTies], exports: [WorkItemSources, RoleTies] })
export class WorkItemsModule {}
