/** Why sound of the page's was not sent. */
export const SOUNDS = {
  'sound-empty': 'sendAudio(): there is no sound in it.',
  'sound-unreadable': 'sendAudio(): neither a WAV file nor anything that this browser decodes.',
  'sound-long':
    'sendAudio(): at most 10 minutes of sound at a time, and 10 MB of a file that is not WAV. Send it in parts.',
  'sound-kind': 'sendAudio() takes a Blob, or a MediaStream with a live audio track.',
};
