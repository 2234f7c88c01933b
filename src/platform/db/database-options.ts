import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import { DefaultNamingStrategy } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import type { Settings } from '../config/settings.js';

/** Columns are snake_case in the database and camelCase in code, on both engines. */
class SnakeCaseColumns extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

const common = {
  namingStrategy: new SnakeCaseColumns(),
  synchronize: false,
  autoLoadEntities: true,
  retryAttempts: 0,
  logging: false,
} as const;

/** The one connection that writes; only `UnitOfWork` uses it. */
export function writerOptions(settings: Settings): TypeOrmModuleOptions {
  if (settings.database.engine === 'postgres')
    return { ...common, type: 'postgres', url: settings.database.url, migrations };
  mkdirSync(dirname(settings.database.file), { recursive: true });
  return {
    ...common,
    type: 'better-sqlite3',
    database: settings.database.file,
    enableWAL: true,
    // Waiting here would block the event loop; the unit of work waits without blocking, and longer.
    timeout: 50,
    migrations,
  };
}

/** Reads outside a unit of work. The engine itself refuses a write through it. */
export function readerOptions(settings: Settings): TypeOrmModuleOptions {
  if (settings.database.engine === 'postgres')
    return {
      ...common,
      name: 'reader',
      type: 'postgres',
      url: settings.database.url,
      extra: { options: '-c default_transaction_read_only=on' },
    };
  return {
    ...common,
    name: 'reader',
    type: 'better-sqlite3',
    database: settings.database.file,
    readonly: true,
    fileMustExist: true,
    timeout: 5000,
  };
}
