import { join } from 'node:path';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { projectRoot } from '../project-root.js';
import { Policy, readPolicy } from './policy.js';
import { Settings } from './settings.js';

@Global()
@Module({})
export class ConfigModule {
  /** `policy` is given by tests that need other numbers than the installation's. */
  static with(settings: Settings, policy?: Policy): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: Settings, useValue: settings },
        {
          provide: Policy,
          useFactory: () => policy ?? readPolicy(join(projectRoot, 'config/policy.yaml')),
        },
      ],
      exports: [Settings, Policy],
    };
  }
}
