import { startServices } from './global-services.mjs';

/** For tests that need PostgreSQL besides. */
export default () => startServices({ postgres: true });
