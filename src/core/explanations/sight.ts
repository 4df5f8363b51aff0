/** What kept camera, screen or a picture from the model, and the remedy. */
export const SIGHT = {
  'video-insecure': (source: string) =>
    `Browsers give the ${source} to secure pages only: serve this one over HTTPS.`,
  'video-policy': (source: string, feature: string) =>
    `This page may not use the ${source}: send "Permissions-Policy: ${feature}=(self)", and on a frame set allow="${feature}".`,
  'video-unknown': (source: string) =>
    source === 'screen'
      ? 'This browser cannot share a screen; those of phones cannot.'
      : 'navigator.mediaDevices.getUserMedia is missing in this browser.',
  'video-denied': (source: string) => `The visitor or the system refused the ${source}.`,
  'video-gesture': (source: string) =>
    `The ${source} can be asked for only soon after a click or key press: call startVideo() there.`,
  'video-missing': (source: string) => `There is no ${source} that fits; check options.videoConstraints.`,
  'video-busy': (source: string) => `The ${source} is in use elsewhere or its driver failed.`,
  'video-failed': (source: string, name: string) => `The ${source} cannot be had: ${name}.`,
  'video-lost': (source: string) => `The ${source} was unplugged, taken, or its permission withdrawn.`,
  'no-sight': 'hears only and sees nothing',
  'short-sight':
    'Without contextWindowCompression, the service ends a session with video after two minutes; it is on unless config takes it away.',
  'picture-no-blob': 'sendImage() takes a Blob or File.',
  'picture-empty': 'The picture is empty.',
  'picture-bytes': (size: string, most: string) =>
    `The picture has ${size} bytes; ${most} are the most that is read.`,
  'picture-pixels': (size: string, most: string) =>
    `The picture has ${size} pixels; ${most} are the most that is read.`,
  'picture-unknown':
    'This is no picture that can be read, whatever its type says: JPEG, PNG, WebP, GIF, AVIF or BMP is due, and HEIC where the browser reads it. SVG is refused, since it is a program.',
  'picture-damaged': (name: string) =>
    `The picture is damaged, or of a kind that this browser does not read (${name}).`,
};
