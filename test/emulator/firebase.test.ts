import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startLiveEmulator, type LiveEmulator, type Turn } from '../../src/emulator/index.ts';
import { makeCertificate } from '../support/node/certificate.ts';
import { MappedBrowser } from '../support/node/mapped-browser.ts';
import { servePage } from '../support/node/page-server.ts';
import type { ServerMessage } from './client.ts';

const HOST = 'firebasevertexai.googleapis.com';
/** What the recording says, s of speech (test/fixtures/README.md). */
const SPEECH_SECONDS = 4.7;
/** Longer than the pause between two rounds of the recording, so that the second round interrupts it, s. */
const LONG_ANSWER_SECONDS = 30;

const VERTEX_MODEL = 'gemini-live-2.5-flash-preview-native-audio-09-2025';

/** By their names on the page. */
const BACKENDS = [
  ['google', 'gemini-2.5-flash-native-audio-preview-09-2025', '.GenerativeService/BidiGenerateContent'],
  ['vertex', VERTEX_MODEL, '.LlmBidiService/BidiGenerateContent/locations/us-central1'],
  ['agentPlatform', VERTEX_MODEL, '.LlmBidiService/BidiGenerateContent/locations/global'],
] as const;

interface Heard {
  readonly levels: readonly number[];
  readonly quantumMs: number;
}

interface Rig {
  readonly twin: LiveEmulator;
  readonly browser: MappedBrowser;
  /** What the twin understood. */
  readonly turns: readonly Turn[];
}

/** The recorded sentence with a longer silence after it, in which an answer can be heard before the next round. */
const withPause = async (folder: string, seconds: number): Promise<string> => {
  const sentence = await readFile(fileURLToPath(new URL('../fixtures/speech.wav', import.meta.url)));
  const pause = Buffer.alloc(seconds * 48_000 * 2);
  sentence.writeUInt32LE(sentence.readUInt32LE(4) + pause.length, 4);
  sentence.writeUInt32LE(sentence.readUInt32LE(40) + pause.length, 40);
  const file = join(folder, 'speech.wav');
  await writeFile(file, Buffer.concat([sentence, pause]));
  return file;
};

/** One twin, and one browser whose page finds it under the name of the service; the page must have asked no other host. */
const withRig = async (test: (rig: Rig) => Promise<void>): Promise<void> => {
  const { tls, spki } = await makeCertificate();
  const turns: Turn[] = [];
  // The first spoken turn calls a function and gets a long answer, which the next one interrupts.
  const twin = await startLiveEmulator({
    tls,
    script: (turn) => {
      turns.push(turn);
      if (turn.kind !== 'speech' || turn.index > 1) return { kind: 'say', text: `You wrote: ${turn.text}` };
      return {
        kind: 'call',
        heard: ['What is the weather like?'],
        calls: [{ name: 'get_weather', args: { city: 'Lisbon' } }],
        next: { kind: 'tone', hz: 440, seconds: LONG_ANSWER_SECONDS, spoken: ['It is sunny.'] },
      };
    },
  });
  const page = await servePage(fileURLToPath(new URL('../clients/firebase-page.ts', import.meta.url)));
  const folder = await mkdtemp(join(tmpdir(), 'gemini-live-speech-'));
  const microphone = await withPause(folder, 2);
  const hosts = { [HOST]: twin.port };
  const browser = await MappedBrowser.open({ page: page.url, hosts, spki, microphone });
  try {
    await test({ twin, browser, turns });
    assert.deepEqual(browser.errors, []);
    assert.deepEqual([...browser.hosts].sort(), ['127.0.0.1', HOST]);
    const addresses = await browser.addresses();
    assert.ok(addresses.includes(`127.0.0.1:${twin.port}`));
    assert.deepEqual(
      addresses.filter((address) => !address.startsWith('127.0.0.1:')),
      [],
    );
  } finally {
    await browser.close();
    await page.close();
    await twin.close();
    await rm(folder, { recursive: true, force: true });
  }
};

const inTime = <Found>({ twin }: Rig, look: () => Found | undefined): Promise<Found> =>
  twin.until(look, AbortSignal.timeout(30_000));

const connect = (rig: Rig, backend: string, model: string): Promise<unknown> =>
  rig.browser.run(`firebasePage.connect(${JSON.stringify({ backend, model })})`);

const received = ({ browser }: Rig): ServerMessage[] =>
  browser.frames.map(({ text }) => JSON.parse(text) as ServerMessage);

const words = (rig: Rig, of: 'inputTranscription' | 'outputTranscription'): string =>
  received(rig)
    .map(({ serverContent }) => serverContent?.[of]?.text ?? '')
    .join('');

/** For how long sound reached the card, and for how long there has been none since, ms. */
const soundIn = ({ levels, quantumMs }: Heard): { readonly sound: number; readonly silence: number } => {
  const loud = levels.filter((level) => level > 0.01).length;
  const last = levels.findLastIndex((level) => level > 0.01);
  return { sound: loud * quantumMs, silence: (levels.length - 1 - last) * quantumMs };
};

describe('firebase/ai, unmodified, in a browser', () => {
  for (const [backend, model, path] of BACKENDS) {
    it(`${backend}: types and is answered`, () =>
      withRig(async (rig) => {
        await connect(rig, backend, model);
        assert.equal(await rig.browser.run(`firebasePage.say('hello there')`), 'You wrote: hello there');
        assert.equal(await rig.browser.run(`firebasePage.say('again')`), 'You wrote: again');
        assert.ok(rig.browser.frames.every(({ binary }) => binary));
        const [turn] = rig.turns;
        assert.equal(turn?.model, model);
        assert.equal(turn.systemInstruction, 'Be brief.');
        await rig.browser.run('firebasePage.close()');
        const [connection] = rig.twin.connections;
        assert.equal(connection?.path, `/ws/google.firebase.vertexai.v1beta${path}?key=…`);
        await inTime(rig, () => connection?.closed);
        assert.deepEqual(connection?.closed, { code: 1000, reason: 'Client closed session.' });
      }));
  }

  for (const [backend, model] of BACKENDS.slice(0, 2)) {
    it(`${backend}: startAudioConversation speaks, calls a function, plays, is interrupted and stops`, () =>
      withRig(async (rig) => {
        const { browser, twin, turns } = rig;
        await connect(rig, backend, model);
        await browser.run('firebasePage.start()');
        const [connection] = twin.connections;
        assert.ok(connection);

        // The visitor's first sentence, and the call that it leads to.
        const spoken = await inTime(rig, () => turns.find(({ kind }) => kind === 'speech'));
        // The recording plays before their SDK listens: on a busy machine a word of it passes unheard.
        const { seconds } = spoken;
        assert.ok(seconds > SPEECH_SECONDS / 2 && seconds < SPEECH_SECONDS + 0.5, `${seconds} s of speech`);
        const response = await inTime(rig, () =>
          connection.received.find(({ kind }) => kind === 'toolResponse'),
        );
        const [call] = (await browser.run('firebasePage.calls')) as {
          name: string;
          args: object;
          id: string;
        }[];
        assert.equal(call?.name, 'get_weather');
        assert.deepEqual(call.args, { city: 'Lisbon' });
        const functionResponses = [{ id: call.id, name: call.name, response: { output: { sky: 'blue' } } }];
        assert.deepEqual(response.message, { toolResponse: { functionResponses } });

        // The long answer plays, until the recording begins anew.
        await inTime(rig, () => turns.find(({ kind, index }) => kind === 'speech' && index === 2));
        assert.match(words(rig, 'inputTranscription'), /^What is the weather like\?/);
        assert.match(words(rig, 'outputTranscription'), /^It is sunny\./);
        const interrupted = received(rig).findIndex(
          ({ serverContent }) => serverContent?.interrupted === true,
        );
        assert.ok(interrupted > 0, 'nothing was interrupted');
        const before = received(rig).slice(0, interrupted);
        const bytes = before
          .flatMap(({ serverContent }) => serverContent?.modelTurn?.parts ?? [])
          .map(({ inlineData }) => Buffer.from(inlineData?.data ?? '', 'base64').length);
        const sent = bytes.reduce((sum, one) => sum + one, 0) / 48;
        const { sound, silence } = soundIn((await browser.run('firebasePage.heard()')) as Heard);
        assert.ok(sound > 500, `${sound} ms were heard`);
        assert.ok(sound < sent - 500, `${sound} ms of ${sent} ms were heard: nothing was cut short`);
        assert.ok(silence > 3000, `only ${silence} ms of silence while the visitor spoke`);
        assert.ok(((await browser.run('firebasePage.stopped()')) as number) > 0);

        // Nothing is heard or sent once it is over.
        await browser.run('firebasePage.stop()');
        assert.equal(connection.audio.rate, 16_000);
        await browser.run(`firebasePage.say('still there?')`);
        const { frames } = connection.audio;
        await browser.run(`firebasePage.say('and now?')`);
        assert.equal(connection.audio.frames, frames);
        await browser.run('firebasePage.close()');
      }));
  }
});
