import { LiveFailure } from '../core/live-failure.ts';
import { say } from '../core/say.ts';
import { VoicePcm } from '../dsp/voice-pcm.ts';
import { soundLength } from './sound-length.ts';
import { readWavFormat, type WavFormat, wavToMono } from '../dsp/wav.ts';

/** The longest recording that is sent, s: as 16 kHz PCM it takes 19 MB here, and about 25 on the wire. */
export const LONGEST_SOUND_S = 600;
/**
 * The largest file that the browser is let decode, bytes: ten minutes at 128 kbit/s. It decodes all at once, as floats at
 * 48 kHz; ten minutes of stereo are 230 MB. That follows from the length of the sound, not from that of the file: so it is asked
 * for first. A file that lies about it, or of a great many channels, can take more. WAV is read here, piece by piece.
 */
export const LARGEST_ENCODED_BYTES = 10_000_000;
/**
 * The same where nobody knows the length. At the lowest rate that speech is coded with (Opus, 6 kbit/s) that is 22 minutes, and
 * 256 MB when decoded; what is coded in less, silence for instance, takes more.
 */
export const LARGEST_UNMEASURED_BYTES = 1_000_000;
/** Chunks of a WAV file that are looked at; real ones have a handful, and each is read by itself. */
export const MOST_CHUNKS = 100;
/** Of a WAV file, this much is in memory at a time, bytes. */
const PIECE_BYTES = 1 << 20;
/** Rate at which the browser decodes, Hz: that of Opus, and a whole multiple of ours. */
const DECODE_RATE = 48_000;

/** Where a WAV file has its samples. */
interface WavData {
  readonly format: WavFormat;
  readonly start: number;
  readonly frames: number;
}

/**
 * A recording as 16 kHz, 16-bit mono samples: WAV of any rate, number of channels and depth, and whatever else the browser
 * decodes. Rejects with a `config` failure when it is empty, too long, or no sound, and with the signal's reason.
 */
export const readSound = async (sound: Blob, signal: AbortSignal): Promise<Int16Array<ArrayBuffer>> => {
  if (sound.size === 0) throw new LiveFailure('config', say('sound-empty'));
  const wav = await findWav(sound, signal);
  return wav ? readWav(sound, wav, signal) : decode(sound, signal);
};

const readWav = async (sound: Blob, wav: WavData, signal: AbortSignal): Promise<Int16Array<ArrayBuffer>> => {
  const { format, frames, start } = wav;
  refuseLength(frames / format.rate);
  const voice = new VoicePcm(format.rate, frames);
  const atOnce = Math.max(1, Math.floor(PIECE_BYTES / format.frameBytes));
  const mono = new Float32Array(atOnce);
  for (let done = 0; done < frames; done += atOnce) {
    const from = start + done * format.frameBytes;
    const bytes = await view(sound, from, Math.min(atOnce, frames - done) * format.frameBytes, signal);
    voice.push(mono, wavToMono(format, bytes, mono));
  }
  return voice.finish();
};

/** What the browser can decode; its own errors say nothing. */
const decode = async (sound: Blob, signal: AbortSignal): Promise<Int16Array<ArrayBuffer>> => {
  if (sound.size > LARGEST_ENCODED_BYTES) refuseLength(Infinity);
  const seconds = await soundLength(sound, signal);
  signal.throwIfAborted();
  if (seconds === undefined && sound.size > LARGEST_UNMEASURED_BYTES) refuseLength(Infinity);
  // One without length may be a false reading: decoded, it is little.
  if (seconds) refuseLength(seconds);
  let decoded: AudioBuffer;
  try {
    const bytes = await sound.arrayBuffer();
    signal.throwIfAborted();
    decoded = await new OfflineAudioContext(1, 1, DECODE_RATE).decodeAudioData(bytes);
    // What is no sound is an empty one to WebKitGTK.
    if (decoded.length === 0) throw new RangeError('No samples.');
  } catch (cause) {
    signal.throwIfAborted();
    throw new LiveFailure('config', say('sound-unreadable'), cause);
  }
  signal.throwIfAborted();
  refuseLength(decoded.duration);
  const voice = new VoicePcm(decoded.sampleRate, decoded.length);
  const mono = decoded.getChannelData(0);
  const { numberOfChannels } = decoded;
  for (let c = 1; c < numberOfChannels; c += 1) {
    const channel = decoded.getChannelData(c);
    for (let i = 0; i < mono.length; i += 1) mono[i] = (mono[i] as number) + (channel[i] as number);
  }
  for (let i = 0; i < mono.length; i += 1) mono[i] = (mono[i] as number) / numberOfChannels;
  voice.push(mono, mono.length);
  return voice.finish();
};

/** Walks the chunks of a RIFF file. `undefined` when it is none, or one whose samples are coded: the browser may know it. */
const findWav = async (sound: Blob, signal: AbortSignal): Promise<WavData | undefined> => {
  const head = await view(sound, 0, 12, signal);
  if (head.byteLength < 12 || name(head, 0) !== 'RIFF' || name(head, 8) !== 'WAVE') return undefined;
  let format: WavFormat | undefined;
  for (let at = 12, chunks = 1; at + 8 <= sound.size; chunks += 1) {
    if (chunks > MOST_CHUNKS) throw new LiveFailure('config', say('sound-unreadable'));
    const chunk = await view(sound, at, 8, signal);
    const size = chunk.getUint32(4, true);
    const start = at + 8;
    if (name(chunk, 0) === 'data') {
      // Recorders that cannot go back to their header leave 0 or the greatest number there.
      const left = sound.size - start;
      const bytes = size === 0 ? left : Math.min(size, left);
      return format && { format, start, frames: Math.floor(bytes / format.frameBytes) };
    }
    if (name(chunk, 0) === 'fmt ')
      format = readWavFormat(await view(sound, start, Math.min(size, 40), signal));
    // Chunks begin at even places.
    at = start + size + (size % 2);
  }
  return undefined;
};

const view = async (sound: Blob, from: number, length: number, signal: AbortSignal): Promise<DataView> => {
  const bytes = await sound.slice(from, from + length).arrayBuffer();
  signal.throwIfAborted();
  return new DataView(bytes);
};

const name = (bytes: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => bytes.getUint8(at + i)));

const refuseLength = (seconds: number): void => {
  if (seconds === 0) throw new LiveFailure('config', say('sound-empty'));
  if (seconds > LONGEST_SOUND_S) throw new LiveFailure('config', say('sound-long'));
};
