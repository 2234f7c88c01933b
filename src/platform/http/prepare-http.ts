import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '../config/settings.js';
import { validationPipe } from './validation.js';

/** Everything between the socket and the controllers, in the order in which a request meets it. */
export async function prepareHttp(app: NestFastifyApplication, _settings: Settings): Promise<void> {
  app.useGlobalPipes(validationPipe());
  await Promise.resolve();
}
