import { connect, type Socket } from 'node:net';

const HEADERS =
  'Host: twin\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
const PATH = '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=k';
const CLOSE = 8;

/** How a frame is written; what is not said is as it should be. */
export interface FrameForm {
  readonly opcode: number;
  readonly final?: boolean;
  /** The three reserved bits, 0…7. */
  readonly reserved?: number;
  readonly masked?: boolean;
  /** The length that is declared, when it is not that of the payload. */
  readonly length?: number;
}

/** A frame of RFC 6455 as a client writes it, or should not. The mask is 0: the payload stays as it is. */
export const frame = (payload: Buffer, form: FrameForm): Buffer => {
  const { opcode, final = true, reserved = 0, masked = true, length = payload.length } = form;
  const first = (final ? 0x80 : 0) | (reserved << 4) | opcode;
  const mask = masked ? 0x80 : 0;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = first;
  if (length < 126) head[1] = mask | length;
  else if (length < 65_536) {
    head[1] = mask | 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = mask | 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, masked ? Buffer.alloc(4) : Buffer.alloc(0), payload]);
};

/** A WebSocket client that can do everything wrong. It reads just enough to know when it is set up and how it ends. */
export class RawClient {
  /** With the code of the close frame that came; 1006 without one. */
  readonly ended: Promise<number>;
  readonly #socket: Socket;
  #data = Buffer.alloc(0);
  #upgraded = false;
  #code: number | undefined;
  #look: () => void = () => undefined;
  #messages = 0;

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.setNoDelay(true);
    this.#socket.write(`GET ${PATH} HTTP/1.1\r\n${HEADERS}`);
    this.#socket.on('data', (chunk) => this.#read(chunk));
    this.#socket.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      this.#socket.once('close', () => {
        resolve(this.#code ?? 1006);
        this.#look();
      });
    });
  }

  write(data: Buffer): void {
    this.#socket.write(data);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** When any message has come, or the end. */
  first(): Promise<void> {
    return new Promise((resolve) => {
      this.#look = () => {
        if (this.#messages > 0 || this.#code !== undefined || this.#socket.destroyed) resolve();
      };
      this.#look();
    });
  }

  #read(chunk: Buffer): void {
    this.#data = Buffer.concat([this.#data, chunk]);
    if (!this.#upgraded) {
      const end = this.#data.indexOf('\r\n\r\n');
      if (end < 0) return;
      this.#upgraded = true;
      this.#data = this.#data.subarray(end + 4);
    }
    for (let length = this.#frameLength(); length !== undefined; length = this.#frameLength()) {
      this.#data = this.#data.subarray(length);
    }
    this.#look();
  }

  /** Takes note of a frame that is whole; how long it is. */
  #frameLength(): number | undefined {
    const data = this.#data;
    if (data.length < 2) return undefined;
    const short = (data[1] ?? 0) & 0x7f;
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (data.length < head) return undefined;
    const length =
      short < 126 ? short : short === 126 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2));
    if (data.length < head + length) return undefined;
    if (((data[0] ?? 0) & 0x0f) === CLOSE) {
      this.#code = length >= 2 ? data.readUInt16BE(head) : 1005;
      this.#socket.end();
    } else this.#messages += 1;
    return head + length;
  }
}
