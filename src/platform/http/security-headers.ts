import { randomBytes } from 'node:crypto';
import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** What no page here uses; an injected script does not get it either. */
const PERMISSIONS = [
  'accelerometer',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/**
 * What every answer says. An answer that is no page loads nothing, whatever a browser takes it for; a page says more
 * with `sendPagePolicy`. `useDefaults` is off because it adds upgrade-insecure-requests, which breaks an installation on
 * plain http.
 */
export const securityHeaders = (isHttps: boolean): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: isHttps && { maxAge: 31_536_000, includeSubDomains: true },
  referrerPolicy: { policy: 'same-origin' },
  xFrameOptions: { action: 'deny' },
});

export function sendPermissionsPolicy(server: FastifyInstance): void {
  server.addHook('onRequest', (_request, reply, done) => {
    reply.raw.setHeader('permissions-policy', PERMISSIONS);
    done();
  });
}

/**
 * Lets a page load the style sheets and scripts that carry the nonce, and nothing else that could act: not what stands in
 * the page itself, and not whatever else lies on this site, such as an upload or an answer of the API that reads as a
 * script. A script may ask this site, and no other.
 * @returns the nonce, which is never the same again
 */
export function sendPagePolicy(reply: FastifyReply): string {
  const nonce = randomBytes(18).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  void reply.header('content-security-policy', policy);
  return nonce;
}
