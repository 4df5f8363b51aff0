import type { WebSocket } from 'ws';
import { RELAY_CLOSES } from './close-codes.ts';
import type { RelaySettings } from './relay-settings.ts';

/** Why there is no connection to the service, and how the page's is closed for it. */
export class UpstreamFailure extends Error {
  readonly code: number;
  /** What the page is told. */
  readonly reason: string;

  constructor(code: number, reason: string, cause?: unknown) {
    super(reason, { cause });
    this.name = 'UpstreamFailure';
    this.code = code;
    this.reason = reason;
  }
}

const refused = (status: number | undefined): UpstreamFailure => {
  // In the words of the service, which the element knows.
  if (status === 401 || status === 403) {
    return new UpstreamFailure(RELAY_CLOSES.denied, `Permission denied by the service (HTTP ${status}).`);
  }
  const busy = status === 429 || status === 503;
  return new UpstreamFailure(
    busy ? RELAY_CLOSES.busy : RELAY_CLOSES.gateway,
    `The service refused the connection (HTTP ${status ?? 'unknown'}).`,
  );
};

const unreachable = (cause: unknown): UpstreamFailure =>
  new UpstreamFailure(RELAY_CLOSES.gateway, 'The service cannot be reached.', cause);

/** More than the service sends at once, bytes. */
const MAX_MESSAGE = 67_108_864;

/** A socket of the service, open. Rejects with an `UpstreamFailure`, or the signal's reason; leaves no socket behind then. */
export const openUpstream = async (
  { accessToken, limits, url }: RelaySettings,
  signal: AbortSignal,
): Promise<WebSocket> => {
  const { WebSocket } = await import('ws');
  const token = await untilAborted(accessToken(), signal).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw new UpstreamFailure(RELAY_CLOSES.gateway, 'The relay has no access to the service.', cause);
  });
  const socket = new WebSocket(url, {
    headers: { authorization: `Bearer ${token}` },
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE,
    followRedirects: false,
    handshakeTimeout: limits.setupSeconds * 1000,
  });
  const abort = (): void => socket.terminate();
  signal.addEventListener('abort', abort);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('unexpected-response', (request, { statusCode }) => {
        request.destroy();
        reject(refused(statusCode));
      });
      socket.once('error', (cause) => reject(unreachable(cause)));
      socket.once('close', () => reject(unreachable(undefined)));
    });
    signal.throwIfAborted();
    return socket;
  } catch (error) {
    socket.on('error', () => undefined);
    socket.terminate();
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
};

/** The host's function may take its time, or never answer: then the wait ends without it. */
const untilAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
