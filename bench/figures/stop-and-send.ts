import { elapse } from '../browser.ts';
import type { Figure } from '../figure.ts';
import { type Lab, type Subject, talk, tone, TONE_AMPLITUDE, TONE_HZ } from '../lab.ts';
import { type PageRecord, tapWith, wallClockOf } from '../records.ts';
import { type Stop, stopsIn } from '../signal/stops.ts';

const TRIALS = 20;
/** Between two interruptions, ms: the tone is sent on, and has been heard again for a while by then. */
const PERIOD_MS = 450;
const TONE_SECONDS = 3 + (TRIALS * PERIOD_MS) / 1000;

interface Measured {
  readonly stops: readonly Stop[];
  /** From the twin's `send` to silence, by the wall clock, ms. */
  readonly sentToSilent: readonly number[];
  /** From a frame's last sample in the capture worklet to `socket.send`, ms. */
  readonly handOver: readonly number[];
  /** The same for its first sample. */
  readonly oldest: readonly number[];
}

const handOvers = (record: PageRecord, from: number): number[] => {
  const { captures } = tapWith(record, 'spoken');
  // Nothing is dropped on the way and nothing overtakes: the nth that was given is the nth that was sent.
  return record.log.sent.flatMap((sent, i) => {
    const captured = captures[i];
    return captured !== undefined && captured >= from ? [sent - captured] : [];
  });
};

const measure = async (lab: Lab, subject: Subject): Promise<Measured> =>
  talk(
    lab,
    { subject, answers: ({ kind }) => (kind === 'text' ? tone(TONE_SECONDS) : { kind: 'none' }) },
    async ({ browser, line, record }) => {
      await browser.run('subject.ask("Play the tone.")');
      await elapse(1_500);
      const sent: number[] = [];
      for (let i = 0; i < TRIALS; i += 1) {
        // Now here, now there between two chunks.
        await elapse(PERIOD_MS + (i % 7));
        sent.push(Date.now());
        line.send({ serverContent: { interrupted: true } });
      }
      await elapse(100);
      const frameMs = (1000 * line.audio.samples) / line.audio.frames / line.audio.rate;
      const recorded = await record();
      const tap = tapWith(recorded, 'heard');
      const stops = stopsIn(tap, TONE_HZ, TONE_AMPLITUDE);
      if (stops.length < TRIALS) throw new Error(`Only ${stops.length} of ${TRIALS} stops were heard.`);
      const wall = wallClockOf(tap);
      const handOver = handOvers(recorded, sent[0] ?? 0);
      return {
        stops,
        sentToSilent: stops.map(({ silentAt }, i) => wall(silentAt) - (sent[i] ?? NaN)),
        handOver,
        oldest: handOver.map((ms) => ms + frameMs),
      };
    },
  );

/** How soon the model falls silent, and how soon the visitor's voice goes out. */
export const stopAndSend = async (lab: Lab): Promise<Figure[]> => {
  const worker = await measure(lab, 'worker');
  const inline = await measure(lab, 'inline');
  const peer = lab.peer ? await measure(lab, 'peer') : undefined;
  const line = (
    name: string,
    unit: string,
    values: (measured: Measured) => readonly number[],
    budget?: Figure['budget'],
  ): Figure[] =>
    [worker, inline].map((own, i) => ({
      name: `${i === 0 ? 'worker' : 'inline'}: ${name}`,
      unit,
      values: values(own),
      ...(budget ? { budget } : {}),
      ...(peer ? { peer: values(peer) } : {}),
    }));
  return [
    ...line('flush to −60 dB', 'ms', ({ stops }) => stops.map(({ ms }) => ms), { most: 8, every: true }),
    ...line('fade', 'ms', ({ stops }) => stops.map(({ fadeMs }) => fadeMs)),
    ...line('residual at a stop', '', ({ stops }) => stops.map(({ residual }) => residual), {
      most: 0.005,
      every: true,
    }),
    ...line('`interrupted` sent to −60 dB', 'ms', ({ sentToSilent }) => sentToSilent),
    ...line('last sample of a frame to `send`', 'ms', ({ handOver }) => handOver, { most: 5 }),
    ...line('first sample of a frame to `send`', 'ms', ({ oldest }) => oldest),
  ];
};
