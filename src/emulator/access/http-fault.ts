import { STATUS_CODES } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { EmulatorClock } from '../time/clock.ts';
import type { HttpFaultAction } from '../script/fault.ts';
import type { Due } from '../script/fault-plan.ts';

type HttpAnswer = Extract<HttpFaultAction, { kind: 'http' }>;

/** An answer of HTTP's with its headers in full. */
export const httpAnswer = ({
  status,
  headers = {},
  body = '',
}: Omit<HttpAnswer, 'kind'>): {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
} => {
  const isText = typeof body === 'string';
  const text = isText ? body : `${JSON.stringify(body, null, 2)}\n`;
  const type = { 'content-type': isText ? 'text/plain; charset=UTF-8' : 'application/json; charset=UTF-8' };
  const length = { 'content-length': String(Buffer.byteLength(text)) };
  return { status, headers: { ...(text === '' ? {} : type), ...length, ...headers }, body: text };
};

/** Answers a request for an upgrade with anything but the upgrade. */
export const refuseUpgrade = (socket: Duplex, answer: Omit<HttpAnswer, 'kind'>): void => {
  const { status, headers, body } = httpAnswer(answer);
  const lines = Object.entries({ connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}`, ...lines, '', ''].join('\r\n');
  socket.end(head + body);
};

/** Resets a TCP connection, so that the client sees an error and no end. */
export const resetSocket = (socket: Duplex): void => {
  if (socket instanceof Socket) socket.resetAndDestroy();
  else socket.destroy();
};

/** What can be done to a request. */
export interface RequestTarget {
  readonly answer: (answer: Omit<HttpAnswer, 'kind'>) => void;
  readonly reset: () => void;
  /** As it should be. */
  readonly accept: () => void;
  /** What should be done could not be; the request still waits. */
  readonly failed: (error: unknown) => void;
  /** Calls back when the client has gone. */
  readonly gone: (call: () => void) => void;
}

/** Does to a request what is due, or what should be. Throws nothing of what is due: `failed` is told, now or later. */
export const meddle = (
  due: Due<HttpFaultAction> | undefined,
  clock: EmulatorClock,
  target: RequestTarget,
): void => {
  if (!due) return target.accept();
  const perform = (): void => {
    switch (due.do.kind) {
      case 'http':
        return target.answer(due.do);
      case 'drop':
        return target.reset();
      case 'stall':
        return;
      case 'accept':
        return target.accept();
    }
  };
  const act = (): void => {
    try {
      perform();
    } catch (error) {
      target.failed(error);
    }
  };
  if (due.afterMs <= 0) return act();
  const cancel = clock.schedule(due.afterMs, act);
  target.gone(() => cancel());
};
