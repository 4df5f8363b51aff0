import type { REFUSALS } from '../assumptions/index.ts';
import type { EmulatorClock } from '../time/clock.ts';
import type { Limits } from './limits.ts';
import type { SessionRecord } from './session-record.ts';

/** What a lifetime needs from its connection. */
export interface LifetimeContext {
  readonly limits: Limits;
  readonly record: SessionRecord;
  /** The limits' own clock, which may run faster than the conversation's. */
  readonly clock: EmulatorClock;
  /** How much faster: what `goAway` says is in the client's time. */
  readonly timeScale: number;
  readonly send: (message: object) => void;
  readonly end: (situation: keyof typeof REFUSALS) => void;
}

/** An end that will come, and how. */
interface End {
  readonly at: number;
  readonly as: 'connectionEnd' | 'connectionDeadline' | 'sessionEnd' | 'sessionDeadline';
}

/** A `Duration` as JSON: whole seconds, or three decimals. */
export const durationOf = (ms: number): string =>
  ms % 1000 === 0 ? `${ms / 1000}s` : `${(ms / 1000).toFixed(3)}s`;

/**
 * How long one connection lasts: `goAway` some time before its end, then the end, be it the connection's own or the
 * session's. Never more than one timer waits.
 */
export class Lifetime {
  readonly #context: LifetimeContext;
  readonly #opened: number;
  /** The end that the client was told of. */
  #announced = Number.POSITIVE_INFINITY;
  #cancel: (() => void) | undefined;

  constructor(context: LifetimeContext) {
    this.#context = context;
    this.#opened = context.clock.now();
    context.record.connectionOpened(this.#opened);
    this.#arm();
  }

  /** A frame of video came: without compression, that shortens the session (`BEHAVIOURS.videoLimit`). */
  videoCame(): void {
    const { record, clock, limits } = this.#context;
    if (record.firstVideo !== undefined || limits.videoSessionMs === Number.POSITIVE_INFINITY) return;
    record.videoCame(clock.now());
    this.#arm();
  }

  /** The connection has ended. */
  stop(): void {
    this.#cancel?.();
    const { record, clock } = this.#context;
    record.connectionClosed(clock.now());
  }

  /** Waits for what comes next. */
  #arm(): void {
    this.#cancel?.();
    const { clock } = this.#context;
    const end = this.#end();
    const next = Math.min(end.at, this.#warning(end));
    if (next === Number.POSITIVE_INFINITY) return;
    this.#cancel = clock.schedule(next - clock.now(), () => this.#due());
  }

  #due(): void {
    const { clock, record, end: close } = this.#context;
    const end = this.#end();
    const now = clock.now();
    if (now >= end.at) {
      if (end.as === 'sessionDeadline') record.finish();
      close(end.as);
      return;
    }
    if (now >= this.#warning(end)) this.#warn(end, now);
    this.#arm();
  }

  #warn(end: End, now: number): void {
    const { limits, timeScale, send } = this.#context;
    this.#announced = end.at;
    const left = Math.max(0, Math.round((end.at - now) / timeScale));
    send({ goAway: limits.timeLeft ? { timeLeft: durationOf(left) } : {} });
  }

  /** When `goAway` is due (`BEHAVIOURS.lastEndUnannounced`). */
  #warning({ at, as }: End): number {
    const { goAwayMs } = this.#context.limits;
    const known = at >= this.#announced || as === 'sessionDeadline' || goAwayMs === 0;
    return known ? Number.POSITIVE_INFINITY : at - goAwayMs;
  }

  /** The first of all ends. */
  #end(): End {
    const { limits, record, clock } = this.#context;
    const now = clock.now();
    const born = now - record.age(now);
    const videoMs = (record.firstVideo ?? Number.POSITIVE_INFINITY) + limits.videoSessionMs;
    const ends: readonly End[] = [
      { at: this.#opened + limits.connectionMs, as: limits.closeAs },
      { at: born + Math.min(limits.sessionMs, videoMs), as: 'sessionEnd' },
      { at: born + limits.hardSessionMs, as: 'sessionDeadline' },
    ];
    return ends.reduce((first, one) => (one.at < first.at ? one : first));
  }
}
