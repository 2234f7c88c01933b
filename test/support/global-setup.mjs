import { startServices } from './global-services.mjs';

/** For tests that need Redis and perhaps a browser. */
export default () => startServices({ postgres: false });
