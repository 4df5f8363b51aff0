import {
  ActivityHandling,
  GoogleGenAI,
  type LiveServerMessage,
  Modality,
  type Session,
} from '@google/genai/web';
import { WavRecorder, WavStreamPlayer } from 'wavtools';
import type { Subject } from './element.ts';

/**
 * The same conversation made of public parts, as their own examples do it: Google's SDK with its default socket, and the
 * recorder and stream player of `wavtools`, with their default chunk.
 */

const toBase64 = (buffer: ArrayBuffer): string => {
  let binary = '';
  for (const byte of new Uint8Array(buffer)) binary += String.fromCharCode(byte);
  return btoa(binary);
};

const fromBase64 = (text: string): ArrayBuffer => {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes.buffer;
};

let session: Session | undefined;
const recorder = new WavRecorder({ sampleRate: 16000 });
const player = new WavStreamPlayer({ sampleRate: 24000 });
let turn = 0;

const receive = ({ serverContent }: LiveServerMessage): void => {
  if (serverContent?.interrupted) {
    void player.interrupt();
    // The player refuses what still comes of an interrupted track.
    turn += 1;
    return;
  }
  for (const part of serverContent?.modelTurn?.parts ?? []) {
    const data = part.inlineData?.data;
    if (data) player.add16BitPCM(fromBase64(data), `turn-${turn}`);
  }
};

const start = async (): Promise<void> => {
  const answer = await fetch('/token', { method: 'POST' });
  const { token, baseUrl } = (await answer.json()) as { token: string; baseUrl: string };
  await player.connect();
  const client = new GoogleGenAI({ apiKey: token, httpOptions: { baseUrl, apiVersion: 'v1alpha' } });
  session = await client.live.connect({
    model: 'gemini-3.8-live',
    config: {
      responseModalities: [Modality.AUDIO],
      inputAudioTranscription: {},
      outputAudioTranscription: {},
      // Only the bench asks and interrupts, as on the element's page.
      realtimeInputConfig: {
        activityHandling: ActivityHandling.NO_INTERRUPTION,
        automaticActivityDetection: { prefixPaddingMs: 20_000 },
      },
    },
    callbacks: { onmessage: receive },
  });
  await recorder.begin();
  await recorder.record((chunk) => {
    // Its types promise an Int16Array; what comes is the buffer.
    const { mono } = chunk as unknown as { mono: ArrayBuffer };
    session?.sendRealtimeInput({ audio: { data: toBase64(mono), mimeType: 'audio/pcm;rate=16000' } });
  });
};

Object.assign(globalThis, {
  subject: {
    start,
    ask: (text) => session?.sendRealtimeInput({ text }),
    stop: async () => {
      session?.close();
      await recorder.end();
    },
  } satisfies Subject,
});
