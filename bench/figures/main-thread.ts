import type { Cpu } from '../browser.ts';
import type { Figure } from '../figure.ts';
import { type Lab, type Subject, talk, UNDISTURBED } from '../lab.ts';

/** Time measured for each subject: windows, so that there is a spread. */
const WINDOW_MS = 8_000;
const WINDOWS = 3;
/** A little longer than all of it. */
const ANSWER_SECONDS = 45;
/** The answer is sent a little faster than it is heard: chunks that are late do not count as pauses of the model. */
const PACE = 1.1;
/** Two and a half words a second, as people speak. */
const WORDS = 'word '.repeat(2.5 * ANSWER_SECONDS);

/** The conversation has begun to sound by then, and what starting cost is over. */
const SETTLE_MS = 3_000;

const duplex = async (lab: Lab, subject: Subject, attributes = UNDISTURBED): Promise<Cpu[]> =>
  talk(
    lab,
    {
      subject,
      instruments: false,
      attributes,
      answers: ({ kind }) =>
        kind === 'text'
          ? { kind: 'tone', hz: 440, seconds: ANSWER_SECONDS, pace: PACE, spoken: WORDS }
          : { kind: 'none' },
    },
    async ({ browser, line }) => {
      await browser.run('subject.ask("Go on.")');
      await browser.run(`new Promise((resolve) => setTimeout(resolve, ${SETTLE_MS}))`);
      const before = line.audio.samples;
      const used = await browser.cpuUnwatched(WINDOW_MS, WINDOWS);
      const seconds = (line.audio.samples - before) / line.audio.rate;
      if (line.closed || seconds < (0.95 * WINDOWS * WINDOW_MS) / 1000) {
        throw new Error(`The microphone streamed for ${seconds.toFixed(1)} s only.`);
      }
      return used;
    },
  );

/** ns in a window → ms a minute. */
const aMinute = (ns: number): number => (ns / 1e6) * (60_000 / WINDOW_MS);

/** CPU time of the page's main thread in a full-duplex conversation with the interface closed. */
export const mainThread = async (lab: Lab): Promise<Figure[]> => {
  const worker = await duplex(lab, 'worker');
  const voiceOnly = await duplex(lab, 'worker', `${UNDISTURBED} transcription="none"`);
  const inline = await duplex(lab, 'inline');
  const peer = lab.peer ? await duplex(lab, 'peer') : undefined;
  const line = (name: string, used: readonly Cpu[], key: keyof Cpu, most?: number): Figure => ({
    name,
    unit: 'ms/min',
    values: used.map((cpu) => aMinute(cpu[key])),
    ...(most === undefined ? {} : { budget: { most } }),
    ...(peer ? { peer: peer.map((cpu) => aMinute(cpu[key])) } : {}),
  });
  return [
    line('worker: main-thread CPU', worker, 'main', 60),
    line('worker, without transcripts: main-thread CPU', voiceOnly, 'main'),
    line('inline: main-thread CPU', inline, 'main', 900),
    line('worker: CPU of the whole page', worker, 'total'),
    line('inline: CPU of the whole page', inline, 'total'),
  ];
};
