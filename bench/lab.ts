import { readFileSync } from 'node:fs';
import {
  type Answer,
  type AnswerFunction,
  type EmulatorConnection,
  type LiveEmulator,
  startLiveEmulator,
} from '../src/emulator/index.ts';
import { path } from '../build/paths.ts';
import { BenchBrowser } from './browser.ts';
import type { PageRecord } from './records.ts';
import type { BenchServers } from './servers.ts';

/** What is measured: the element with its engine in a Worker or on the page, or the peer. */
export type Subject = 'worker' | 'inline' | 'peer';

export interface Lab {
  readonly servers: BenchServers;
  /** How often a figure that is one value a run is measured. */
  readonly runs: number;
  /** Whether the peer can be measured. */
  readonly peer: boolean;
}

/** A conversation that is set up and going. */
export interface Talk {
  readonly browser: BenchBrowser;
  readonly twin: LiveEmulator;
  readonly line: EmulatorConnection;
  /** What was recorded on the page so far. */
  readonly record: () => Promise<PageRecord>;
}

export interface TalkOptions {
  readonly subject: Subject;
  readonly answers: AnswerFunction;
  /** The microphone speaks its sentence once and is silent then; default: over and over. */
  readonly once?: boolean;
  /** Default true; without them nothing is recorded, and nothing is in the way of the page. */
  readonly instruments?: boolean;
  /** Markup of the element's attributes. */
  readonly attributes?: string;
}

/** The recording that the microphone plays. */
export const SPEECH = path('test/fixtures/speech.wav');
export const SPEECH_RATE = 48_000;
/** The header of this file is the plain one. */
const WAV_HEADER_BYTES = 44;

/** The recording's samples, full scale = 1. */
export const speech = (): Float32Array => {
  const bytes = readFileSync(SPEECH).subarray(WAV_HEADER_BYTES);
  return Float32Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(2 * i) / 32768);
};

/**
 * The microphone streams, but only the bench asks and interrupts: speech would have to last 20 s to be taken for a turn.
 * (Text that is typed while somebody speaks belongs to what is spoken, and would wait for its end.)
 */
export const UNDISTURBED = 'activity-handling="no-interruption" prefix-padding-ms="20000" layout="floating"';

/** The tone that answers, and how it travels: at the pace at which it is heard, in chunks of 40 ms. */
export const TONE_HZ = 440;
export const TONE_AMPLITUDE = 0.5;
export const CHUNK_MS = 40;
export const tone = (seconds: number): Answer => ({
  kind: 'tone',
  hz: TONE_HZ,
  amplitude: TONE_AMPLITUDE,
  seconds,
  pace: 1,
  chunkBytes: [48 * CHUNK_MS],
  turnComplete: 'at-once',
});

/** Sets a conversation up, lets `act` measure it, and clears it away. */
export const talk = async <Result>(
  { servers }: Lab,
  { subject, answers, once = false, instruments = true, attributes = UNDISTURBED }: TalkOptions,
  act: (talk: Talk) => Promise<Result>,
): Promise<Result> => {
  const twin = await startLiveEmulator({ script: answers });
  const browser = await BenchBrowser.launch(SPEECH, { once });
  try {
    servers.twin = twin;
    await browser.open(
      subject === 'peer'
        ? servers.peerPage({ instruments })
        : servers.elementPage({ engine: subject === 'inline' ? 'inline' : 'auto', instruments, attributes }),
    );
    await browser.run('subject.start()');
    const line = twin.connections[0];
    if (!line) throw new Error('The page has not connected.');
    const result = await act({
      browser,
      twin,
      line,
      record: async () => {
        const record = servers.record('page');
        await browser.run('instruments.take("page")');
        return record;
      },
    });
    const [error] = browser.errors;
    if (error !== undefined) throw new Error(`The page reported: ${error}`);
    return result;
  } finally {
    await browser.close();
    await twin.close();
  }
};
