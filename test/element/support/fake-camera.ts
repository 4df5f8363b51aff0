/** What a camera of the test's looks at, and which way. */
interface CameraOptions {
  readonly width?: number;
  readonly height?: number;
  readonly facingMode?: 'user' | 'environment';
  readonly deviceId?: string;
}

type Given = 'camera' | 'screen';

/** A painted canvas as a camera: left half one colour, right half another. */
export const paintedStream = (
  { width = 640, height = 480, facingMode, deviceId = 'camera-1' }: CameraOptions = {},
  [left, right]: readonly [string, string] = ['#f00', '#00f'],
): MediaStream => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const paint = (): void => {
    if (!context) return;
    context.fillStyle = left;
    context.fillRect(0, 0, width / 2, height);
    context.fillStyle = right;
    context.fillRect(width / 2, 0, width / 2, height);
  };
  paint();
  const stream = canvas.captureStream(20);
  const [track] = stream.getVideoTracks();
  if (!track) throw new Error('The canvas has no track.');
  // A canvas tells of a picture only when it is painted.
  const painter = setInterval(() => (track.readyState === 'live' ? paint() : clearInterval(painter)), 50);
  const settings = { width, height, deviceId, ...(facingMode ? { facingMode } : {}) };
  track.getSettings = () => settings;
  return stream;
};

/** Camera and screen in the test's hands: who asked for them, what they got, and when they are taken away. */
export class FakeCamera {
  /** What was asked for, call by call. */
  readonly calls: { readonly given: Given; readonly video: MediaTrackConstraints }[] = [];
  /** How the next calls are answered. Default: a canvas, red on the left and blue on the right. */
  answer: (video: MediaTrackConstraints, given: Given) => Promise<MediaStream> = () =>
    Promise.resolve(paintedStream());
  /** Ids of the cameras that there are. */
  cameras: readonly string[] = ['camera-1'];
  readonly tracks: MediaStreamTrack[] = [];
  readonly #devices = navigator.mediaDevices;
  readonly #asked = this.#devices.getUserMedia;
  readonly #give: MediaDevices['getUserMedia'];

  /** `held`: tracks that a test expects to be given back, which these join. To be made after the fake microphone. */
  constructor(held: MediaStreamTrack[] = []) {
    const give = async (given: Given, video: unknown): Promise<MediaStream> => {
      const constraints = typeof video === 'object' && video !== null ? video : {};
      this.calls.push({ given, video: constraints });
      const stream = await this.answer(constraints, given);
      this.tracks.push(...stream.getTracks());
      held.push(...stream.getTracks());
      return stream;
    };
    this.#devices.getUserMedia = this.#give = (constraints = {}) =>
      constraints.video ? give('camera', constraints.video) : this.#asked.call(this.#devices, constraints);
    this.#devices.getDisplayMedia = (options = {}) => give('screen', options.video);
    this.#devices.enumerateDevices = () =>
      Promise.resolve(
        this.cameras.map((deviceId) => ({ deviceId, kind: 'videoinput' }) as unknown as MediaDeviceInfo),
      );
  }

  /** The track that was given out last. */
  get track(): MediaStreamTrack | undefined {
    return this.tracks.at(-1);
  }
  /** How many lights are on. */
  get lights(): number {
    return this.tracks.filter(({ readyState }) => readyState === 'live').length;
  }

  refuse(name: string): void {
    this.answer = () => Promise.reject(new DOMException('Refused by the test.', name));
  }

  /** Makes the next calls wait for the visitor's answer. */
  hold(): (stream?: MediaStream) => void {
    let grant: (stream?: MediaStream) => void = () => undefined;
    const granted = new Promise<MediaStream | undefined>((resolve) => (grant = resolve));
    this.answer = async () => (await granted) ?? paintedStream();
    return grant;
  }

  /** Unplugged, or the browser's own "stop sharing". */
  unplug(): void {
    const { track } = this;
    track?.dispatchEvent(new Event('ended'));
    track?.stop();
  }

  close(): void {
    for (const track of this.tracks) track.stop();
    // The fake microphone may have put the browser's own back already.
    if (this.#devices.getUserMedia === this.#give) this.#devices.getUserMedia = this.#asked;
    Reflect.deleteProperty(this.#devices, 'getDisplayMedia');
    Reflect.deleteProperty(this.#devices, 'enumerateDevices');
  }
}
