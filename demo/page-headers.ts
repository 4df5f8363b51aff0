/**
 * The demo page's own security headers: nothing from elsewhere, no inline script or style, and connections only to the
 * service. What the element needs of them is all that a strict page has to grant it.
 *
 * @param services base addresses of the Live API, of its twin or of a relay
 */
export const pageHeaders = (services: readonly string[]): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    // The Worker that moves the audio is made from a text, so that it works from any script's origin.
    "worker-src 'self' blob:",
    `connect-src 'self' ${services.map((one) => `${one} ${one.replace(/^http/, 'ws')}`).join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; '),
  'Permissions-Policy': 'microphone=(self), camera=(self), display-capture=(self), geolocation=()',
  'Referrer-Policy': 'no-referrer',
});
