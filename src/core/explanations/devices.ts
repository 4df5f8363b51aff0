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
  'microphone-moved': 'The system prefers another microphone now: it is taken.',
  'microphone-silent': 'The microphone delivers nothing although it is on: it is opened anew.',
  'microphone-taken': 'Another app, a call or a switch on the device silences the microphone.',
  'device-missing': (kind: string) =>
    `The ${kind} given to setDevice() is not there or cannot be used: the browser chooses another. See the devices property.`,
  'speaker-lost': 'The speaker given to setDevice() is gone: the browser chooses another until it is back.',
  'speaker-fixed': 'This browser does not let a page choose the speaker: AudioContext.setSinkId is missing.',
  'sound-away':
    'Nothing can be heard at the moment: a call, another app or the lack of a gesture holds the AudioContext back.',
  'sound-closed': 'The browser closed the AudioContext.',
  'sound-rate': (rate: string) =>
    `The sound does not run at ${rate} Hz as the AudioContext says, as after a Bluetooth headset changed its profile; the microphone is opened anew.`,
  'worklet-unknown': 'AudioWorklet is missing in this browser.',
  'worklet-insecure': 'Browsers give AudioWorklet to secure pages only: serve this one over HTTPS.',
  'worklet-blocked': (name: string) =>
    `The page's Content-Security-Policy kept the ${name} worklet from loading. Serve the package's dist/worklets folder ` +
    "from an origin that script-src (in older Safari: worker-src) allows and name it in worklet-base; a nonce-only policy needs 'strict-dynamic'.",
};
