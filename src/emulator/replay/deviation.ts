import type { ClientMark } from '../recording/frame-content.ts';

/** A client that does something else than the recording says. */
export class ReplayDeviation extends Error {
  /** What should have come; `undefined` when nothing more was to come. */
  readonly expected: ClientMark | undefined;
  readonly received: ClientMark;
  /** Which of the client's messages, counted from 1; audio and pictures do not count. */
  readonly position: number;

  constructor(expected: ClientMark | undefined, received: ClientMark, position: number, name: string) {
    super(
      `Replay: message ${position} of the client was to be ${expected ?? 'none'}, but ${received} came (${name}).`,
    );
    this.name = 'ReplayDeviation';
    this.expected = expected;
    this.received = received;
    this.position = position;
  }
}
