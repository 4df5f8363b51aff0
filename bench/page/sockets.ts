import type { SocketLog } from '../messages.ts';

/**
 * Notes what passes the WebSockets that are made from now on. It must not refer to anything outside itself: the text of it
 * is also put before that of a Worker.
 */
export const watchSockets = (): SocketLog => {
  const log: SocketLog = { sent: [], received: [] };
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer | Blob | string>) => {
        const size =
          typeof data === 'string' ? data.length : data instanceof Blob ? data.size : data.byteLength;
        log.received.push([Date.now(), size]);
      });
    }

    override send(data: string | BufferSource | Blob): void {
      if (typeof data === 'string' && data.startsWith('{"realtimeInput":{"audio"')) log.sent.push(Date.now());
      super.send(data);
    }
  };
  return log;
};

/** The channel over which a Worker is asked for its log. */
export const WORKER_CHANNEL = 'bench-sockets';

/** Script that watches a Worker's sockets; it is to be run before anything else there. */
export const workerScript = (): string =>
  `{const log=(${watchSockets.toString()})();const channel=new BroadcastChannel(${JSON.stringify(WORKER_CHANNEL)});` +
  'channel.onmessage=({data})=>{if(data==="take")channel.postMessage(log)}}';
