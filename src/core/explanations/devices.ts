/** What kept microphone or worklets from working, and the remedy. */
export const DEVICES = {
  'microphone-insecure': 'Browsers give the microphone to secure pages only: serve this one over HTTPS.',
  'microphone-policy':
    'This page may not use the microphone: send "Permissions-Policy: microphone=(self)", and on a frame set allow="microphone; autoplay".',
  'microphone-unknown': 'navigator.mediaDevices.getUserMedia is missing in this browser.',
  'microphone-denied': 'The visitor or the system refused the microphone.',
  'microphone-missing': 'No microphone fits; check options.audioConstraints.',
  'microphone-busy': 'The microphone is in use elsewhere or its driver failed.',
  'microphone-failed': (name: string) => `getUserMedia failed: ${name}.`,
  'microphone-lost': 'The microphone was unplugged, taken, or its permission withdrawn.',
  'worklet-unknown': 'AudioWorklet is missing in this browser.',
  'worklet-insecure': 'Browsers give AudioWorklet to secure pages only: serve this one over HTTPS.',
  'worklet-blocked': (name: string) =>
    `The page's Content-Security-Policy kept the ${name} worklet from loading. Serve the package's dist/worklets folder ` +
    "from an origin that script-src (in older Safari: worker-src) allows and name it in worklet-base; a nonce-only policy needs 'strict-dynamic'.",
};
