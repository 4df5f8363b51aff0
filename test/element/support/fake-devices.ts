import type { FakeMicrophone } from './fake-microphone.ts';

interface FakeDevice {
  readonly kind: MediaDeviceKind;
  readonly deviceId: string;
  readonly groupId?: string;
}

const device = (kind: MediaDeviceKind, deviceId: string, groupId = ''): FakeDevice & { label: string } => ({
  kind,
  deviceId,
  groupId,
  label: `The ${deviceId}`,
});

/** The devices of a machine, in the test's hands: a microphone is given out as one of them, as the browser would. */
export class FakeDevices {
  readonly #microphone: FakeMicrophone;
  readonly #media = navigator.mediaDevices;
  #all: readonly FakeDevice[] = [];
  /** How often somebody looked. */
  looks = 0;

  constructor(microphone: FakeMicrophone) {
    this.#microphone = microphone;
    this.plug('desk', 'headset');
    this.#media.enumerateDevices = () => {
      this.looks += 1;
      return Promise.resolve(this.#all as MediaDeviceInfo[]);
    };
    microphone.answer = ({ audio } = {}) => this.#give(audio);
  }

  /** Microphones as they are from now on; with `ofSystem` Chromium's entry for the default, which stands for that one. */
  plug(...ids: readonly string[]): void {
    this.#all = ids.map((id) => device('audioinput', id, `group of ${id}`));
  }

  /** Chromium's entry for the device that the system prefers. */
  prefer(id: string): void {
    this.#all = [
      device('audioinput', 'default', `group of ${id}`),
      ...this.#all.filter(({ deviceId }) => deviceId !== 'default'),
    ];
  }

  add(kind: MediaDeviceKind, id: string): void {
    this.#all = [...this.#all, device(kind, id)];
  }

  remove(id: string): void {
    this.#all = this.#all.filter(({ deviceId }) => deviceId !== id);
  }

  /** The browser tells that something has changed. */
  tell(): void {
    this.#media.dispatchEvent(new Event('devicechange'));
  }

  /** Id of the microphone that was given out last. */
  get heard(): string | undefined {
    return this.#microphone.track?.getSettings().deviceId;
  }

  close(): void {
    Reflect.deleteProperty(this.#media, 'enumerateDevices');
  }

  async #give(audio: MediaTrackConstraints | boolean | undefined): Promise<MediaStream> {
    const { deviceId: wish } = typeof audio === 'object' ? audio : {};
    const exact = typeof wish === 'object' && 'exact' in wish ? wish.exact : undefined;
    const microphones = this.#all.filter(({ kind }) => kind === 'audioinput');
    const [first] = microphones;
    if (!first) throw new DOMException('None is there.', 'NotFoundError');
    const found = exact === undefined ? first : microphones.find(({ deviceId }) => deviceId === exact);
    if (!found) throw new DOMException('No such device.', 'OverconstrainedError');
    const stream = this.#microphone.stream();
    const { deviceId } = found;
    for (const track of stream.getTracks()) track.getSettings = () => ({ deviceId });
    return Promise.resolve(stream);
  }
}
