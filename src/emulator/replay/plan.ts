import { contentOf, marksIn, soundsIn } from '../recording/frame-content.ts';
import type { ClientMark } from '../recording/frame-content.ts';
import type { RecordedClose, RecordedFrame, Recording } from '../recording/format.ts';
import { ReactionFinder } from './reactions.ts';

/** One thing that the server did, and what must have happened before it does it again. */
export interface ReplayStep {
  readonly entry: RecordedFrame | RecordedClose;
  /** How many of the client's marks came before it. */
  readonly marks: number;
  /** How much audio since the last of them it is an answer to, s; 0 when it waits for none. */
  readonly seconds: number;
  /** The last thing before it that it waits for … */
  readonly after: 'previous' | 'mark' | 'audio';
  /** … and how long after that it came, ms. */
  readonly gapMs: number;
}

/** A recording as a server plays it. */
export interface ReplayPlan {
  /** What the client did, in order. */
  readonly marks: readonly ClientMark[];
  readonly steps: readonly ReplayStep[];
  readonly name: string;
}

/** Where in the recording something happened: `order` tells apart what has the same time. */
interface Point {
  readonly ms: number;
  readonly order: number;
}

/**
 * Reads out of a recording what followed from what. A mark of the client's (`setup`, a text, the end of an activity, …) is
 * waited for by all that came after it. Audio is waited for by what reacts to it: the first message after speech, an
 * interruption, a transcript of it; the rest of an answer follows its beginning at the recorded pace, so that it can be sent
 * faster while the microphone goes on in real time.
 */
export const planOf = ({ frames, close, name = 'the recording' }: Recording): ReplayPlan => {
  const marks: ClientMark[] = [];
  const steps: ReplayStep[] = [];
  const reactions = new ReactionFinder();
  let seconds = 0;
  let mark: Point = { ms: 0, order: -1 };
  let audio: Point | undefined;
  let previous: Point | undefined;

  const add = (entry: RecordedFrame | RecordedClose, order: number, reacts: boolean): void => {
    const waitsForAudio = reacts && seconds > 0;
    const points = [
      { after: 'mark' as const, point: mark },
      { after: 'previous' as const, point: previous },
      { after: 'audio' as const, point: waitsForAudio ? audio : undefined },
    ];
    let last: (typeof points)[number] & { point: Point } = { after: 'mark', point: mark };
    for (const { after, point } of points)
      if (point && point.order > last.point.order) last = { after, point };
    steps.push({
      entry,
      marks: marks.length,
      seconds: waitsForAudio ? seconds : 0,
      after: last.after,
      gapMs: entry.ms - last.point.ms,
    });
    previous = { ms: entry.ms, order };
  };

  frames.forEach((frame, order) => {
    const content = contentOf(frame.data);
    if (frame.from === 'server') return add(frame, order, reactions.next(content));
    for (const { rate, samples } of soundsIn('client', content)) {
      seconds += samples / rate;
      audio = { ms: frame.ms, order };
    }
    for (const kind of marksIn(content)) {
      marks.push(kind);
      mark = { ms: frame.ms, order };
      seconds = 0;
      audio = undefined;
    }
  });
  // 1007 says that something was wrong with what came, audio included.
  if (close?.by === 'server') add(close, frames.length, close.closing.code === 1007);
  return { marks, steps, name };
};
