import { loadInlineEngine, loadSession, loadWorkerText } from '../../../src/lazy.ts';
import { Stage, type StageOptions } from '../../support/conversation-harness.ts';
import { pixelsOf } from '../../video/support/pixels.ts';
import { FakeCamera } from './fake-camera.ts';

/** The bytes of a frame, as the twin got them. */
const bytesOf = (message: unknown): ArrayBuffer => {
  const { video } = (message as { realtimeInput: { video: { data: string; mimeType: string } } })
    .realtimeInput;
  if (video.mimeType !== 'image/jpeg') throw new Error(`A picture of type ${video.mimeType}.`);
  return Uint8Array.from(atob(video.data), (letter) => letter.charCodeAt(0)).buffer;
};

/**
 * Fetches what a conversation with pictures consists of, so that no test's time counts it: the server turns well over a hundred
 * files into JavaScript one by one, and bundles the Worker.
 */
export const loadAhead = (): Promise<unknown> =>
  Promise.all([
    loadSession(),
    loadWorkerText(),
    loadInlineEngine(),
    import('../../../src/conversation/features/sight.ts'),
    import('../../../src/ui/extras/extras.ts'),
  ]);

/** A stage with a camera and a screen in the test's hands. */
export class SightStage {
  readonly stage: Stage;
  readonly camera: FakeCamera;

  private constructor(stage: Stage) {
    this.stage = stage;
    this.camera = new FakeCamera(stage.microphone.tracks);
  }

  static async open(options: StageOptions = {}): Promise<SightStage> {
    return new SightStage(await Stage.open(options));
  }

  /** Pictures that the twin got on its last connection, decoded. */
  async pictures(): Promise<Awaited<ReturnType<typeof pixelsOf>>[]> {
    const { messages } = await this.stage.received();
    const videos = messages.filter(({ kind }) => kind === 'video');
    return Promise.all(videos.map(({ message }) => pixelsOf(bytesOf(message))));
  }

  /** What the twin got on its last connection, audio left out. */
  async kinds(): Promise<string[]> {
    const { messages } = await this.stage.received();
    return messages.map(({ kind }) => kind as string).filter((kind) => kind !== 'audio');
  }

  /** Nothing has come to the twin between two marks, but marks. */
  async mark(text: string): Promise<void> {
    const before = (await this.kinds()).filter((kind) => kind === 'text').length;
    this.stage.element.sendText(text);
    await this.stage.twin.wait({ for: 'text', count: before + 1 });
  }

  async close(): Promise<void> {
    try {
      await this.stage.close();
    } finally {
      this.camera.close();
    }
  }
}
