import type { AnswerFunction, Turn } from '../../src/emulator/index.ts';
import type { Figure } from '../figure.ts';
import { type Lab, speech, SPEECH_RATE, talk } from '../lab.ts';
import { type PageRecord, tapWith, wallClockOf } from '../records.ts';
import { atRate, findIn, toFloat } from '../signal/likeness.ts';
import { firstSound, lastSound } from '../signal/tone.ts';

/** One way of a sentence through everything. Times in ms. */
interface Journey {
  /** The answer against the recording that the browser's microphone was given. */
  readonly correlation: number;
  /** The answer against what that microphone made of it: a browser short of time drops or repeats 10 ms of it. */
  readonly ownCorrelation: number;
  /** Share of the sentence that came back. */
  readonly coverage: number;
  readonly roundTrip: number;
  /** Silence in the stream that the twin waits for, by its own count. */
  readonly silence: number;
  /** The twin's work between the end of the turn and the first audio at the client's socket. */
  readonly twin: number;
  /** From a sample's passing the capture worklet to the twin's having it. */
  readonly up: number;
  /** From the first audio at the socket to its first sample at the destination. */
  readonly down: number;
}

/** Below this nothing is spoken: −46 dBFS, some 40 dB under the recording's peak. */
const SPOKEN = 0.005;
const TWIN_RATE = 16_000;
/** A message with audio is larger than any other. */
const AUDIO_BYTES = 2_000;

interface Heard {
  readonly turn: Turn;
  /** When the twin found the turn to be over, ms, and how many samples it had received by then. */
  readonly at: number;
  readonly received: number;
}

const evaluate = (record: PageRecord, { turn, at, received }: Heard): Journey => {
  const out = tapWith(record, 'heard');
  const microphone = tapWith(record, 'spoken');
  const { sampleRate: rate } = out;

  const begin = firstSound(out.heard, 0.0005);
  const answer = out.heard.subarray(begin, lastSound(out.heard, 0.0005) + 1);
  const recording = atRate(speech(), SPEECH_RATE, rate);
  const { correlation } = findIn(recording, answer);
  const sentence = lastSound(recording, SPOKEN) - firstSound(recording, SPOKEN);
  const repeated = lastSound(answer, SPOKEN) - firstSound(answer, SPOKEN);

  // Where the twin's samples lie in the microphone's record: one rate, one clock.
  const turnAtRate = atRate(toFloat(turn.audio), TWIN_RATE, rate);
  const { lag } = findIn(microphone.spoken, turnAtRate);
  const spoken = microphone.spoken.subarray(
    firstSound(microphone.spoken, SPOKEN),
    lastSound(microphone.spoken, SPOKEN) + 1,
  );
  const inRecord = (sample: number): number => lag + ((sample - turn.startSample) * rate) / TWIN_RATE;
  const decided = inRecord(received);
  const lastSpoken = lastSound(microphone.spoken, SPOKEN);

  const wall = wallClockOf(out);
  const [firstAudio] = record.log.received.find(([ms, bytes]) => ms >= at && bytes > AUDIO_BYTES) ?? [NaN];
  return {
    correlation,
    ownCorrelation: findIn(answer, spoken).correlation,
    coverage: repeated / sentence,
    roundTrip: ((begin - lastSpoken) * 1000) / rate,
    silence: ((decided - lastSpoken) * 1000) / rate,
    up: at - wall(decided),
    twin: firstAudio - at,
    down: wall(begin) - firstAudio,
  };
};

const journey = async (lab: Lab, subject: 'worker' | 'inline'): Promise<Journey> => {
  let heard: Heard | undefined;
  let received = (): number => NaN;
  const parrot: AnswerFunction = (turn) => {
    heard ??= { turn, at: Date.now(), received: received() };
    return { kind: 'parrot', delayMs: 0 };
  };
  return talk(
    lab,
    { subject, answers: parrot, once: true, attributes: '' },
    async ({ browser, line, record }) => {
      received = () => line.audio.samples;
      await browser.until('document.querySelector("gemini-live").state === "speaking"');
      await browser.until('document.querySelector("gemini-live").state === "listening"');
      if (!heard) throw new Error('The twin has heard nothing.');
      return evaluate(await record(), heard);
    },
  );
};

const figures = (subject: string, journeys: readonly Journey[]): Figure[] => {
  const values = (key: keyof Journey): number[] => journeys.map((one) => one[key]);
  const line = (name: string, key: keyof Journey): Figure => ({
    name: `${subject}: ${name}`,
    unit: 'ms',
    values: values(key),
  });
  return [
    {
      name: `${subject}: answer against recording, correlation`,
      unit: '',
      values: values('correlation'),
    },
    {
      name: `${subject}: answer against the microphone's signal, correlation`,
      unit: '',
      values: values('ownCorrelation'),
      budget: { least: 0.95, every: true },
    },
    {
      name: `${subject}: share of the sentence that came back`,
      unit: '',
      values: values('coverage'),
      budget: { least: 0.97, every: true },
    },
    line('last spoken to first answered sample', 'roundTrip'),
    line('… of it silence that the twin waits for', 'silence'),
    line('… of it up: capture to twin', 'up'),
    line('… of it the twin', 'twin'),
    line('… of it down: socket to destination', 'down'),
  ];
};

/** A spoken sentence through everything and back, by the element's two engines. */
export const realInput = async (lab: Lab): Promise<Figure[]> => {
  const worker: Journey[] = [];
  for (let i = 0; i < lab.runs; i += 1) worker.push(await journey(lab, 'worker'));
  const inline = [await journey(lab, 'inline')];
  return [...figures('worker', worker), ...figures('inline', inline)];
};
