import { Global, Module } from '@nestjs/common';
import { BusinessClock } from '../clock/clock.js';
import { Policy } from '../config/policy.js';
import { Settings } from '../config/settings.js';
import { DbModule } from '../db/db.module.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { InstallationFact, NumberSeries } from './installation.entity.js';
import { InstallationSteps } from './installation-steps.js';
import { Installation } from './installation.js';

@Global()
@Module({
  imports: [DbModule.entities(InstallationFact, NumberSeries)],
  providers: [
    {
      provide: Installation,
      inject: [UnitOfWork, BusinessClock, Settings, Policy],
      // Begun before anything that depends on it is built: whoever asks for today gets the shifted one.
      useFactory: async (
        unitOfWork: UnitOfWork,
        clock: BusinessClock,
        settings: Settings,
        policy: Policy,
      ): Promise<Installation> => {
        const installation = new Installation(unitOfWork, clock, settings, policy);
        await installation.begin();
        return installation;
      },
    },
    InstallationSteps,
  ],
  exports: [Installation, InstallationSteps],
})
export class InstallationModule {}
