/** Why sound of the page's was not sent. */
export const SOUNDS = {
  'sound-empty': 'sendAudio(): there is no sound in it.',
  'sound-unreadable': 'sendAudio(): neither a WAV file nor anything that this browser decodes.',
  'sound-long':
    'sendAudio(): at most 10 minutes of sound at a time, and of a file that is not WAV 10 MB, or 1 MB where the browser cannot tell its length (it reads that by a blob: address, which media-src of the page’s CSP may forbid). Send it in parts.',
  'sound-kind': 'sendAudio() takes a Blob, or a MediaStream with a live audio track.',
};
