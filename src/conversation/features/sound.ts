import { ForeignVoice } from '../../audio/foreign-voice.ts';
import { KeptVoice } from '../../audio/kept-voice.ts';
import { readSound } from '../../audio/read-sound.ts';
import { LiveFailure } from '../../core/live-failure.ts';
import { say } from '../../core/say.ts';
import { encodeBase64 } from '../../wire/base64.ts';
import { deferred } from '../deferred.ts';
import type { FeatureContext, FeatureInstance } from '../feature.ts';

export interface Sound extends FeatureInstance {
  /**
   * Recorded audio resolves when all of it was handed over; a stream, when it has taken the microphone's place. Rejects with
   * a `config` failure when it is no sound, and with an `AbortError` when the conversation ends first.
   */
  sendAudio(audio: Blob | MediaStream): Promise<void>;
  /** What the model said so far: WAV, 24 kHz, mono, 16 bit. `undefined` unless `options.record` is on. */
  recording(): Blob | undefined;
}

const MIME_TYPE = 'audio/pcm;rate=16000';
/** Samples of a piece: 100 ms. */
const PIECE = 1600;

export const create = (context: FeatureContext): Sound => {
  const { audioPath, dispatch, host, plan, post, run, send, signal } = context;
  const kept = new KeptVoice();
  /** Turn that sounds; 0 when none does. */
  let sounding = 0;
  const opened = deferred();
  // Mostly nobody waits for it.
  opened.promise.catch(() => undefined);
  const record = (): void => post({ type: 'record', on: host.settings().record });
  record();
  signal.addEventListener('abort', () => {
    opened.reject(signal.reason as Error);
    // Of what is being said the rest will not be heard.
    if (sounding > 0) kept.endIn(sounding, audioPath.speaker?.playedMs ?? 0);
  });

  /** All of it in one task: what the visitor does meanwhile cannot come in between. */
  const handOver = (samples: Int16Array<ArrayBuffer>): void => {
    const manual = plan()?.manualActivity === true;
    const gated = audioPath.microphone !== undefined && !host.settings().muted;
    if (gated) post({ type: 'mute', muted: true });
    if (manual) {
      // As with the talk button, the visitor need not wait for the service to silence the model.
      post({ type: 'interrupt' });
      send({ realtimeInput: { activityStart: {} } });
    }
    for (let at = 0; at < samples.length; at += PIECE) {
      const { buffer, byteLength, byteOffset } = samples.subarray(at, at + PIECE);
      const data = encodeBase64(new Uint8Array(buffer, byteOffset, byteLength));
      send({ realtimeInput: { audio: { data, mimeType: MIME_TYPE } } });
    }
    send({ realtimeInput: manual ? { activityEnd: {} } : { audioStreamEnd: true } });
    if (manual) dispatch({ type: 'answering', run });
    if (gated) post({ type: 'mute', muted: false });
  };

  let last: Promise<unknown> = Promise.resolve();
  /** One recording after the other, in the order in which they were given. */
  const sendRecording = (recording: Blob): Promise<void> => {
    const samples = readSound(recording, signal);
    const before = last;
    const done = (async () => {
      await Promise.allSettled([before, samples]);
      const ready = await samples;
      if (!plan()) await opened.promise;
      // The microphone is closed to it while it is handed over: nothing may keep it back then.
      while (context.ahead()) await context.ahead();
      signal.throwIfAborted();
      handOver(ready);
    })();
    last = done.catch(() => undefined);
    return done;
  };

  let foreign: ForeignVoice | undefined;
  const takeStream = async (stream: MediaStream): Promise<void> => {
    const voice = new ForeignVoice(stream, signal);
    foreign?.close();
    foreign = voice;
    voice.onEnded = () => {
      if (voice !== foreign) return;
      foreign = undefined;
      const { microphone } = audioPath;
      // Since then a microphone may have been opened in its place.
      if (!microphone?.isOf(voice.source)) return;
      audioPath.closeMicrophone(microphone);
      // Frames that are still under way would begin anew what ends here: a channel in which nothing comes takes their place.
      post({ type: 'ports', capture: new MessageChannel().port1 });
      // The service waits for silence after what was said, and none comes.
      if (plan()?.manualActivity === false) send({ realtimeInput: { audioStreamEnd: true } });
    };
    const { muted } = host.settings();
    await audioPath.openMicrophone({ muted, source: voice.source, onEnded: voice.end });
  };

  return {
    sendAudio: async (audio) => {
      signal.throwIfAborted();
      if (audio instanceof Blob) return sendRecording(audio);
      if (audio instanceof MediaStream) return takeStream(audio);
      throw new LiveFailure('config', say('sound-kind'));
    },
    recording: () => (host.settings().record ? kept.wav() : undefined),
    settingsChanged: (names) => {
      if (names.includes('options')) record();
    },
    receive: (told) => {
      if (told.type === 'opened') opened.resolve();
      else if (told.type === 'sound') kept.add(told.turn, told.data);
      else if (told.type === 'playback') {
        const { playedMs, turn, type } = told.report;
        sounding = type === 'started' || type === 'starved' ? turn : 0;
        if (type === 'flushed') kept.cut(turn, playedMs);
        else kept.sounded(turn);
      }
    },
  };
};
