import { elapse } from '../browser.ts';
import type { Figure } from '../figure.ts';
import { type Lab, talk, CHUNK_MS, tone, TONE_AMPLITUDE, TONE_HZ } from '../lab.ts';
import { tapWith, wallClockOf } from '../records.ts';
import { continuityOf } from '../signal/continuity.ts';
import { atRate, toFloat } from '../signal/likeness.ts';
import { stopsIn } from '../signal/stops.ts';
import { clicksIn, firstSound, gapsIn, greatest } from '../signal/tone.ts';

const BUSY_SECONDS = 20;
const INTERRUPTIONS = 5;
/** The page is busy for the first 600 ms of each second of the wall clock: here it has been for a while, and will be. */
const WELL_WITHIN_MS = 150;
const RATE = 16_000;

interface Endurance {
  readonly gaps: number;
  readonly silentMs: number;
  readonly clicks: number;
  readonly lostFrames: number;
  readonly likeness: number;
  readonly stopMs: readonly number[];
  /** From the twin's `send` to silence, by the wall clock, ms. */
  readonly sentToSilentMs: readonly number[];
  /** How much later than their pace chunks reached the socket, ms. */
  readonly lateMs: readonly number[];
}

/** A message with audio is larger than any other. */
const AUDIO_BYTES = 2_000;

/** When the clock next shows so many ms past a full second; timers may be a little early, so not within 100 ms from now. */
const untilMsOfSecond = (ms: number): Promise<void> => {
  const now = Date.now();
  return elapse(Math.ceil((now + 100 - ms) / 1000) * 1000 + ms - now);
};

const endure = async (lab: Lab, subject: 'worker' | 'inline'): Promise<Endurance> =>
  talk(
    lab,
    {
      subject,
      answers: ({ kind }) => (kind === 'text' ? tone(BUSY_SECONDS + INTERRUPTIONS + 6) : { kind: 'none' }),
    },
    async ({ browser, line, record }) => {
      await browser.run('subject.ask("Play the tone."); instruments.busy(true)');
      await elapse(2_000 + BUSY_SECONDS * 1000);
      const sent: number[] = [];
      for (let i = 0; i < INTERRUPTIONS; i += 1) {
        await untilMsOfSecond(WELL_WITHIN_MS);
        sent.push(Date.now());
        line.send({ serverContent: { interrupted: true } });
      }
      await elapse(300);
      await browser.run('instruments.busy(false)');
      const arrived = toFloat(line.audio.pcm());
      const recorded = await record();
      const chunks = recorded.log.received.filter(([, bytes]) => bytes > AUDIO_BYTES);
      const out = tapWith(recorded, 'heard');
      const begin = firstSound(out.heard, 0.01);
      const [firstFlush = out.heard.length] = out.flushes.filter((flush) => flush > begin);
      const steady = out.heard.subarray(begin, firstFlush);
      const gaps = gapsIn(steady, out.sampleRate, TONE_AMPLITUDE);
      const microphone = tapWith(recorded, 'spoken');
      const { missing, worst } = continuityOf(
        atRate(microphone.spoken, microphone.sampleRate, RATE),
        arrived,
        RATE,
      );
      const wall = wallClockOf(out);
      const stops = stopsIn(out, TONE_HZ, TONE_AMPLITUDE);
      return {
        gaps: gaps.length,
        silentMs: (gaps.reduce((sum, { length }) => sum + length, 0) * 1000) / out.sampleRate,
        clicks: clicksIn(steady, out.sampleRate, TONE_HZ),
        lostFrames: Math.ceil(missing / (0.02 * RATE)),
        likeness: worst,
        stopMs: stops.map(({ ms }) => ms),
        sentToSilentMs: stops.map(({ silentAt }) => {
          const silent = wall(silentAt);
          return silent - greatest(sent.filter((ms) => ms <= silent));
        }),
        lateMs: chunks.map(([ms], i) => ms - (chunks[0]?.[0] ?? NaN) - i * CHUNK_MS),
      };
    },
  );

/** A page that blocks its main thread for 600 ms of each second, while the model speaks and the visitor does too. */
export const busyPage = async (lab: Lab): Promise<Figure[]> => {
  const worker = await endure(lab, 'worker');
  const inline = await endure(lab, 'inline');
  const none = { most: 0 };
  const figures = (name: string, one: Endurance, held: boolean): Figure[] => {
    const line = (
      what: string,
      unit: string,
      values: readonly number[],
      budget: Figure['budget'],
    ): Figure => ({
      name: `${name}: ${what}`,
      unit,
      values,
      ...(held && budget ? { budget } : {}),
    });
    return [
      line('gaps in 20 s', '', [one.gaps], none),
      line('silence in 20 s', 'ms', [one.silentMs], none),
      line('clicks in 20 s', '', [one.clicks], none),
      line('frames of the microphone lost', '', [one.lostFrames], none),
      line('worst second of the microphone, correlation', '', [one.likeness], { least: 0.95 }),
      line('chunks behind their pace at the socket', 'ms', one.lateMs, undefined),
      line('interruptions that silenced the tone', '', [one.stopMs.length], { least: INTERRUPTIONS }),
      line('flush to −60 dB', 'ms', one.stopMs, { most: 8, every: true }),
      line('`interrupted` sent to −60 dB', 'ms', one.sentToSilentMs, { most: 20 }),
    ];
  };
  return [...figures('worker', worker, true), ...figures('inline', inline, false)];
};
