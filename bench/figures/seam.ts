import type { EmulatorConnection, LiveEmulator } from '../../src/emulator/index.ts';
import { elapse } from '../browser.ts';
import type { Figure } from '../figure.ts';
import { type Lab, talk, tone, TONE_AMPLITUDE } from '../lab.ts';
import { tapWith } from '../records.ts';
import { atRate, findIn, toFloat } from '../signal/likeness.ts';
import { firstSound, gapsIn, greatest } from '../signal/tone.ts';

/** How a connection ends in the middle of everything. */
type End = 'goAway' | 'dropped';

interface Seam {
  /** Voice that neither connection was sent, ms. */
  readonly missingMs: number;
  /** Voice that the second was sent once more, ms. */
  readonly againMs: number;
  /** Longest time in which no frame of the voice reached the twin, ms; between two frames it is their length. */
  readonly waitMs: number;
  /** Longest silence in the answer that is heard, ms. */
  readonly silentMs: number;
}

const RATE = 16_000;
/** The service says how long is left; nobody falls silent meanwhile, so that the seam is made under way. */
const TIME_LEFT = '3s';
/** Voice on both sides of the seam. */
const AROUND_MS = 3_000;
/** The longest repetition and the longest loss that are looked for, in samples: together less than the recording's 7 s. */
const BACK = 5 * RATE;
const FORWARD = RATE;

const secondOf = async (twin: LiveEmulator): Promise<EmulatorConnection> => {
  for (let tries = 0; tries < 400; tries += 1) {
    const second = twin.connections[1];
    if (second && second.audio.samples > (AROUND_MS / 1000) * RATE) return second;
    await elapse(50);
  }
  throw new Error('No second connection was spoken to.');
};

/** Where a stretch of voice lies in what the microphone gave, near a place. */
const placeOf = (spoken: Float32Array, part: Float32Array, near: number): number => {
  const from = Math.max(0, near - BACK);
  return from + findIn(spoken.subarray(from, near + FORWARD + part.length), part).lag;
};

const longestWait = (connections: readonly EmulatorConnection[]): number => {
  const times = connections
    .flatMap(({ received }) => received.filter(({ kind }) => kind === 'audio').map(({ at }) => at))
    .sort((a, b) => a - b);
  return greatest(times.slice(1).map((at, i) => at - (times[i] ?? at)));
};

const measure = async (lab: Lab, subject: 'worker' | 'inline', end: End): Promise<Seam> =>
  talk(
    lab,
    { subject, answers: ({ kind }) => (kind === 'text' ? tone(30) : { kind: 'none' }) },
    async ({ browser, line, record, twin }) => {
      await browser.run('subject.ask("Play the tone.")');
      await elapse(AROUND_MS);
      if (end === 'goAway') line.send({ goAway: { timeLeft: TIME_LEFT } });
      else line.terminate();
      const second = await secondOf(twin);
      const recorded = await record();
      const microphone = tapWith(recorded, 'spoken');
      const spoken = atRate(microphone.spoken, microphone.sampleRate, RATE);
      const [before, after] = [toFloat(line.audio.pcm()), toFloat(second.audio.pcm())];
      const left = placeOf(spoken, before.subarray(-RATE), before.length - RATE) + RATE;
      const seam = placeOf(spoken, after.subarray(0, RATE), left) - left;
      const out = tapWith(recorded, 'heard');
      const heard = out.heard.subarray(firstSound(out.heard, 0.01));
      const gaps = gapsIn(heard, out.sampleRate, TONE_AMPLITUDE).map(({ length }) => length);
      return {
        missingMs: (Math.max(0, seam) * 1000) / RATE,
        againMs: (Math.max(0, -seam) * 1000) / RATE,
        waitMs: longestWait([line, second]),
        silentMs: (Math.max(0, greatest(gaps)) * 1000) / out.sampleRate,
      };
    },
  );

const NAMES: Record<End, string> = { goAway: 'goAway', dropped: 'a dropped line' };

/** What is lost, repeated and late where one connection takes over from another, both sides speaking without a pause. */
export const seam = async (lab: Lab): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const subject of ['worker', 'inline'] as const) {
    for (const end of ['goAway', 'dropped'] as const) {
      const seams: Seam[] = [];
      for (let i = 0; i < lab.runs; i += 1) seams.push(await measure(lab, subject, end));
      const line = (name: string, key: keyof Seam, budget?: Figure['budget']): Figure => ({
        name: `${subject}, ${NAMES[end]}: ${name}`,
        unit: 'ms',
        values: seams.map((one) => one[key]),
        ...(budget ? { budget } : {}),
      });
      figures.push(
        line('voice missing at the service', 'missingMs'),
        line('voice sent once more', 'againMs'),
        line('longest wait for a frame of the voice', 'waitMs'),
        line('longest silence in the answer', 'silentMs'),
      );
    }
  }
  return figures;
};
