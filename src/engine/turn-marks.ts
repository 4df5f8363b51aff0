import type { ClientMessage } from './messages.ts';
import type { UplinkTarget } from './uplink.ts';

/** The visitor, or the page for them, marks where a turn begins and ends; or says that no voice comes for now. */
export const BEGIN: ClientMessage = { realtimeInput: { activityStart: {} } };
export const END: ClientMessage = { realtimeInput: { activityEnd: {} } };
export const PAUSE: ClientMessage = { realtimeInput: { audioStreamEnd: true } };

/**
 * A line that gets the marks of turns which it takes. What goes out once more may have been said when the turns were found in the
 * other way, or its beginning is settled; a mark of the wrong kind ends the session (recorded: 1007), and voice without one is not
 * heard where the visitor marks the turns.
 */
export class TurnMarks implements UplinkTarget {
  readonly #line: UplinkTarget;
  readonly #manual: boolean;
  /** Voice was the last that went out, or an activity has begun. */
  #open = false;
  /** What goes out has waited, and the silence in it may have been given up: what is typed would count as part of what was said before. */
  late = true;

  constructor(line: UplinkTarget, manual: boolean) {
    this.#line = line;
    this.#manual = manual;
  }

  get bufferedAmount(): number {
    return this.#line.bufferedAmount;
  }

  send(message: ClientMessage): void {
    const { activityEnd, activityStart, audio, audioStreamEnd } =
      'realtimeInput' in message ? message.realtimeInput : {};
    if (!this.#manual) {
      const ends = activityEnd ?? audioStreamEnd;
      if (this.late && this.#open && !audio && !ends) this.#line.send(PAUSE);
      this.#open = !!audio;
      if (!activityStart) this.#line.send(ends ? PAUSE : message);
      return;
    }
    if (audioStreamEnd || (this.#open ? activityStart : activityEnd)) return;
    if (audio && !this.#open) this.send(BEGIN);
    if (activityStart) this.#open = true;
    else if (activityEnd) this.#open = false;
    this.#line.send(message);
  }

  /** The visitor is not speaking: what was said when nobody marked the turns is one. */
  end(): void {
    if (this.#manual && this.#open) this.send(END);
  }
}
