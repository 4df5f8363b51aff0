import { expect } from '@open-wc/testing';
import { FRAME_MS, FrameSource, type Pace } from '../../src/video/frame-source.ts';
import { HeldTimers } from '../element/support/held-timers.ts';
import { paintedStream } from '../element/support/fake-camera.ts';
import { colour, pixelsOf } from './support/pixels.ts';

describe('FrameSource', () => {
  let held: HeldTimers;
  let stream: MediaStream;
  let source: FrameSource | undefined;
  let wanted: boolean;
  let frames: ArrayBuffer[];
  let pace: Pace;
  let waiting: (() => void)[];

  beforeEach(() => {
    held = new HeldTimers(FRAME_MS);
    wanted = true;
    frames = [];
    pace = { lastAt: -Infinity };
    waiting = [];
  });
  afterEach(() => {
    source?.close();
    for (const track of stream.getTracks()) track.stop();
    expect(held.waiting, 'timers').to.equal(0);
    held.close();
  });

  const start = (given: MediaStream, side = 768): void => {
    stream = given;
    source = new FrameSource({
      stream,
      pace,
      side: () => side,
      wanted: () => wanted,
      onFrame: (frame) => {
        frames.push(frame);
        for (const tell of waiting.splice(0)) tell();
      },
    });
    source.start();
  };
  const nextFrame = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));

  it('makes JPEGs of what the camera sees, scaled in its proportions', async () => {
    start(paintedStream({ width: 1280, height: 720 }));
    await nextFrame();
    const [frame = new ArrayBuffer()] = frames;
    expect([...new Uint8Array(frame, 0, 3)]).to.deep.equal([0xff, 0xd8, 0xff]);
    const { at, height, width } = await pixelsOf(frame);
    expect([width, height]).to.deep.equal([768, 432]);
    expect([colour(at(0.25, 0.5)), colour(at(0.75, 0.5))]).to.deep.equal(['red', 'blue']);
  });

  it('never enlarges', async () => {
    start(paintedStream({ width: 320, height: 240 }));
    await nextFrame();
    const { height, width } = await pixelsOf(frames[0]!);
    expect([width, height]).to.deep.equal([320, 240]);
  });

  it('makes one a second, also while nothing moves', async () => {
    start(paintedStream());
    await nextFrame();
    for (let second = 2; second <= 4; second += 1) {
      expect(held.waiting).to.equal(1);
      const next = nextFrame();
      held.fire();
      await next;
      expect(frames).to.have.length(second);
    }
  });

  it('does not begin a frame before the one under way is done', async () => {
    start(paintedStream());
    await nextFrame();
    const next = nextFrame();
    held.fire();
    held.fire();
    held.fire();
    await next;
    const last = nextFrame();
    held.fire();
    await last;
    expect(frames).to.have.length(3);
  });

  it('makes none that nobody wants, and one at once when somebody does', async () => {
    wanted = false;
    start(paintedStream());
    while (held.waiting === 0) await new Promise(requestAnimationFrame);
    held.fire();
    expect(frames).to.have.length(0);
    wanted = true;
    const next = nextFrame();
    source?.wake();
    await next;
    source?.wake();
    expect(held.waiting).to.equal(1);
    expect(frames, 'a second has not passed').to.have.length(1);
  });

  it('makes none of what the browser withholds', async () => {
    start(paintedStream());
    await nextFrame();
    const [track] = stream.getVideoTracks();
    let asked = 0;
    Object.defineProperty(track, 'muted', { configurable: true, get: () => (asked += 1) > 0 });
    held.fire();
    expect(asked).to.equal(1);
    Object.defineProperty(track, 'muted', { value: false });
    const next = nextFrame();
    held.fire();
    await next;
    expect(frames).to.have.length(2);
  });

  it('tells nothing any more once it is closed, in the middle of a frame too', async () => {
    start(paintedStream());
    await nextFrame();
    held.fire();
    source?.close();
    source?.wake();
    // A second source's frame is later than anything of the first.
    const other = paintedStream();
    const before = frames.length;
    const told = nextFrame();
    pace = { lastAt: -Infinity };
    start(other);
    await told;
    expect(frames).to.have.length(before + 1);
  });
});
