import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { Settings } from '../config/settings.js';
import { readerOptions, writerOptions } from './database-options.js';
import { UnitOfWork } from './unit-of-work.js';

/** Both data sources and the unit of work. The schema is migrated before this module starts (see `migrator.ts`). */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({ inject: [Settings], useFactory: writerOptions }),
    TypeOrmModule.forRootAsync({
      name: 'reader',
      // The read-only source opens the file that the writer makes, so it waits for it.
      inject: [Settings, getDataSourceToken()],
      useFactory: readerOptions,
    }),
  ],
  providers: [UnitOfWork],
  exports: [UnitOfWork],
})
export class DbModule {
  /** Makes a feature's entities known to both data sources. */
  static entities(...entities: Type[]): DynamicModule {
    return {
      module: EntitiesModule,
      imports: [TypeOrmModule.forFeature(entities), TypeOrmModule.forFeature(entities, 'reader')],
    };
  }
}

@Module({})
class EntitiesModule {}
