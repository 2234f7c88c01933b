import type { FastifyHelmetOptions } from '@fastify/helmet';

/**
 * Nothing is loaded that this site does not serve itself, and nothing is inline: so no nonce is needed, and an injected
 * script or style does not run even where a text were not escaped. `useDefaults` is off because it adds
 * upgrade-insecure-requests, which breaks an installation on plain http.
 */
export const securityHeaders = (isHttps: boolean): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      frameSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: isHttps,
  referrerPolicy: { policy: 'same-origin' },
  xFrameOptions: { action: 'deny' },
});
