import { Module } from '@nestjs/common';
import { DbModule } from '../platform/db/db.module.js';
import { Account, ApiToken, WebSession } from './account.entity.js';

@Module({ imports: [DbModule.entities(Account, ApiToken, WebSession)] })
export class IdentityModule {}
