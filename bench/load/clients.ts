import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { ClientOrder, ClientReport } from './messages.ts';

const RATE = 16_000;
/** Frames of 20 ms. */
const FRAME = RATE / 50;
/** A visitor speaks for so many frames of so many: 1.5 s of 5. */
const SPEECH_FRAMES = 75;
const CYCLE_FRAMES = 250;
/** The clients of a process take turns, so that not all of their frames leave at the same instant. */
const TURNS = 5;
const PATH = 'ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=load';
const SETUP = JSON.stringify({
  setup: {
    model: 'models/gemini-3.8-live',
    generationConfig: { responseModalities: ['AUDIO'] },
    inputAudioTranscription: {},
    outputAudioTranscription: {},
    sessionResumption: {},
  },
});

/** A frame of the visitor's as it travels: a voice-like tone that swells, or silence with a little noise. */
const frameOf = (number: number): Buffer => {
  const speaks = number < SPEECH_FRAMES;
  const samples = Int16Array.from({ length: FRAME }, (_, index) => {
    const at = number * FRAME + index;
    const swell = 0.6 + 0.4 * Math.sin((2 * Math.PI * 4 * at) / RATE);
    return Math.round(
      speaks ? 9_000 * swell * Math.sin((2 * Math.PI * 220 * at) / RATE) : 8 * Math.sin(at * at),
    );
  });
  const data = Buffer.from(samples.buffer).toString('base64');
  return Buffer.from(
    JSON.stringify({ realtimeInput: { audio: { data, mimeType: `audio/pcm;rate=${RATE}` } } }),
  );
};

const connect = (port: number): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/${PATH}`, { perMessageDeflate: false });
    socket.once('error', reject);
    socket.once('open', () => socket.send(SETUP));
    socket.once('message', () => resolve(socket));
  });

/** What all clients of this process came to. */
class Count {
  sent = 0;
  received = 0;
  receivedBytes = 0;
  answers = 0;
  lost = 0;

  watch(socket: WebSocket): void {
    socket.on('message', (data: Buffer) => {
      this.received += 1;
      this.receivedBytes += data.length;
      if (data.length < 2_000 && data.includes('"turnComplete": true')) this.answers += 1;
    });
    socket.on('close', () => (this.lost += 1));
  }

  /** All clients speak and are silent, each at its own time, in real time. */
  async stream(sockets: readonly WebSocket[], seconds: number): Promise<void> {
    const frames = Array.from({ length: CYCLE_FRAMES }, (_, number) => frameOf(number));
    const began = performance.now();
    const last = seconds * 50 * TURNS;
    for (let turn = 0; turn < last; turn += 1) {
      const wait = began + turn * (20 / TURNS) - performance.now();
      // Also when it is late: what came has to be read, and what was sent has to leave.
      if (wait > 1) await sleep(wait);
      else await setImmediate();
      const number = Math.floor(turn / TURNS);
      for (let index = turn % TURNS; index < sockets.length; index += TURNS) {
        const frame = frames[(number + index * 7) % CYCLE_FRAMES];
        const socket = sockets[index];
        if (!frame || socket?.readyState !== WebSocket.OPEN) continue;
        socket.send(frame, { binary: false });
        this.sent += 1;
      }
    }
  }
}

const report = (message: ClientReport): void => void process.send?.(message);

process.once('message', (order: ClientOrder) => {
  void (async () => {
    const count = new Count();
    const sockets: WebSocket[] = [];
    for (let number = 0; number < order.clients; number += 1) {
      const socket = await connect(order.port);
      count.watch(socket);
      sockets.push(socket);
    }
    report({ kind: 'connected' });
    process.once('message', () => {
      void count.stream(sockets, order.seconds).then(() => {
        const { sent, received, receivedBytes, answers, lost } = count;
        report({ kind: 'done', sent, received, receivedBytes, answers, lost });
      });
    });
  })();
});
process.on('disconnect', () => process.exit());
