import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AdminModule } from './admin/admin.module.js';
import { AuditModule } from './audit/audit.module.js';
import { HomeModule } from './home/home.module.js';
import { HttpIdentityProvider } from './identity/http-identity.js';
import { IdentityModule } from './identity/identity.module.js';
import { InspectionsModule } from './inspections/inspections.module.js';
import { OfficesModule } from './offices/offices.module.js';
import { PlanningModule } from './planning/planning.module.js';
import { StaffingModule } from './planning/staffing/staffing.module.js';
import type { SystemClock } from './platform/clock/clock.js';
import { ClockModule } from './platform/clock/clock.module.js';
import { ConfigModule } from './platform/config/config.module.js';
import type { Policy } from './platform/config/policy.js';
import type { Settings } from './platform/config/settings.js';
import { DbModule } from './platform/db/db.module.js';
import { newId } from './platform/db/id.js';
import { FilesModule } from './platform/files/files.module.js';
import { HealthModule } from './platform/http/health.module.js';
import { prepareHttp } from './platform/http/prepare-http.js';
import { HttpModule } from './platform/http/http.module.js';
import { InstallationModule } from './platform/installation/installation.module.js';
import { InstallationSteps } from './platform/installation/installation-steps.js';
import { Log } from './platform/log.js';
import { LogModule } from './platform/log.module.js';
import { MailModule } from './platform/mail/mail.module.js';
import { QueueModule } from './platform/queue/queue.module.js';
import { RecommendationsModule } from './recommendations/recommendations.module.js';
import { ListsModule } from './registry/lists/lists.module.js';
import { ReconciliationModule } from './registry/reconciliation/reconciliation.module.js';
import { RegistryModule } from './registry/registry.module.js';
import { RegistersModule } from './registers/registers.module.js';
import { RemindersModule } from './reminders/reminders.module.js';
import { RenewalsModule } from './renewals/renewals.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { RequirementsModule } from './requirements/requirements.module.js';
import { WorkforceModule } from './workforce/workforce.module.js';

/** What a test may decide instead of the installation. */
export interface AppOptions {
  policy?: Policy;
  systemClock?: SystemClock;
}

@Module({})
class AppModule {
  static with(settings: Settings, options: AppOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings, options.policy),
        ClockModule.with(options.systemClock),
        LogModule,
        DbModule,
        FilesModule,
        InstallationModule,
        QueueModule,
        MailModule,
        HealthModule,
        HttpModule,
        AuditModule,
        OfficesModule,
        IdentityModule,
        RemindersModule,
        RegistryModule,
        ListsModule,
        ReconciliationModule,
        WorkforceModule,
        RequirementsModule,
        RegistersModule,
        InspectionsModule,
        PlanningModule,
        StaffingModule,
        RecommendationsModule,
        RenewalsModule,
        ReportsModule,
        HomeModule,
        AdminModule,
      ],
    };
  }
}

/** The application with its web server, initialised but not listening. */
export async function createApp(
  settings: Settings,
  options: AppOptions = {},
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(settings, options),
    new FastifyAdapter({
      genReqId: newId,
      // One proxy stands before the site; what a client itself claims of its address is not believed.
      trustProxy: !settings.isDemo && ((_address, hop) => hop === 0),
      bodyLimit: 1_048_576,
      routerOptions: { maxParamLength: 200 },
    }),
    { logger: new Log(settings), abortOnError: false },
  );
  await prepareHttp(app, settings, await app.get(HttpIdentityProvider).provide());
  await app.init();
  return app;
}

/** The application without a web server: for workers and the command line. */
export async function createContext(
  settings: Settings,
  options: AppOptions = {},
): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(AppModule.with(settings, options), {
    logger: new Log(settings),
    abortOnError: false,
  });
}

/** Puts what the database lacks into it: reference data always, the register and the samples in the demonstration. */
export async function installData(app: INestApplicationContext, settings: Settings): Promise<void> {
  const steps = app.get(InstallationSteps);
  await steps.install('reference');
  if (!settings.isDemo) return;
  await steps.install('register');
  if (!(await steps.samplesWereRemoved())) await steps.install('sample');
}
