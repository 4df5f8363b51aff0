/** A page's own stream: a tone that begins at once. */
export const toneStream = (context: AudioContext, frequency = 500): MediaStream => {
  const tone = new OscillatorNode(context, { frequency });
  const loudness = new GainNode(context, { gain: 0.5 });
  const out = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  tone.connect(loudness).connect(out);
  tone.start();
  return out.stream;
};

/** Base64 of 16-bit little-endian samples as −1…1. */
export const samplesOf = (base64: string | undefined): Float32Array => {
  const bytes = Uint8Array.from(atob(base64 ?? ''), (char) => char.charCodeAt(0));
  return Float32Array.from(new Int16Array(bytes.buffer), (sample) => sample / 32768);
};
