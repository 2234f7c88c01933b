import { stopServices } from './global-services.mjs';

export default stopServices;
