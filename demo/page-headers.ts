/**
 * The demo page's own security headers: nothing from elsewhere, no inline script or style, and connections only to the
 * service. What the element needs of them is all that a strict page has to grant it.
 *
 * @param service base address of the Live API or of its twin
 */
export const pageHeaders = (service: string): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    // The Worker that moves the audio is made from a text, so that it works from any script's origin.
    "worker-src 'self' blob:",
    `connect-src 'self' ${service} ${service.replace(/^http/, 'ws')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; '),
  'Permissions-Policy': 'microphone=(self), camera=(self), display-capture=(self), geolocation=()',
  'Referrer-Policy': 'no-referrer',
});
