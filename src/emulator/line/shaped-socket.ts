import { Duplex } from 'node:stream';
import type { EmulatorClock } from '../time/clock.ts';
import { linkOf, type Network } from './network.ts';
import { Pipe } from './pipe.ts';
import { seeded } from '../../core/random.ts';

/** How much of what the client sends may wait before the line; beyond it, TCP's flow control holds the client back. */
const WINDOW_BYTES = 65_536;

function* piecesOf(chunk: Buffer, length: number): Generator<Buffer> {
  for (let from = 0; from < chunk.length; from += length) yield chunk.subarray(from, from + length);
}

/** A socket with a slow network before it. It is the socket for whoever gets it; the real one must not be used beside. */
export class ShapedSocket extends Duplex {
  readonly #socket: Duplex;
  readonly #up: Pipe;
  readonly #down: Pipe;
  #waiting = 0;
  #full = false;

  constructor(socket: Duplex, network: Network, clock: EmulatorClock) {
    super();
    this.#socket = socket;
    const { seed = 1 } = network;
    this.#up = new Pipe(clock, linkOf(network, 'up'), seeded(seed));
    this.#down = new Pipe(clock, linkOf(network, 'down'), seeded(seed + 1));
    socket.on('data', (chunk: Buffer) => this.#come(chunk));
    socket.on('end', () => this.#up.carry(0, noop, () => this.push(null)));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#up.carry(0, noop, () => this.destroy()));
  }

  /** The network from now on. */
  change(network: Network): void {
    this.#up.link = linkOf(network, 'up');
    this.#down.link = linkOf(network, 'down');
  }

  override _read(): void {
    this.#full = false;
    this.#flow();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    const pieces = [...piecesOf(chunk, this.#down.pieceBytes)];
    for (const [index, piece] of pieces.entries()) {
      const last = index === pieces.length - 1;
      this.#down.carry(piece.length, last ? done : noop, () => this.#socket.write(piece));
    }
    if (pieces.length === 0) done();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#down.carry(0, noop, () => {
      this.#socket.end();
      done();
    });
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#up.cut();
    this.#down.cut();
    this.#socket.destroy();
    done(error);
  }

  #come(chunk: Buffer): void {
    for (const piece of piecesOf(chunk, this.#up.pieceBytes)) {
      this.#waiting += piece.length;
      const left = (): void => {
        this.#waiting -= piece.length;
        this.#flow();
      };
      this.#up.carry(piece.length, left, () => {
        if (!this.push(piece)) {
          this.#full = true;
          this.#flow();
        }
      });
    }
    this.#flow();
  }

  #flow(): void {
    if (this.#full || this.#waiting > WINDOW_BYTES) this.#socket.pause();
    else if (this.#socket.isPaused()) this.#socket.resume();
  }
}

const noop = (): void => undefined;
