import type { DeviceKind, LiveDevice, LiveDevices } from '../../core/devices.ts';
import type { FeatureContext } from '../feature.ts';

const KINDS = { microphone: 'audioinput', speaker: 'audiooutput', camera: 'videoinput' } as const;

/** What Chromium calls the entry that stands for whichever device the system prefers. */
const DEFAULT = 'default';

/** The devices that there are: looked up when told to, and told to the page when they have changed. */
export class DeviceList {
  readonly #context: Pick<FeatureContext, 'host' | 'signal'>;
  readonly #seen = new Set<string>();
  #infos: readonly MediaDeviceInfo[] = [];
  #look = 0;

  constructor(context: Pick<FeatureContext, 'host' | 'signal'>) {
    this.#context = context;
  }

  /** Looks; false when a later look has overtaken this one, the run is over, or the browser does not tell. */
  async read(): Promise<boolean> {
    const look = (this.#look += 1);
    const infos = await navigator.mediaDevices?.enumerateDevices?.().catch(() => undefined);
    if (!infos || look !== this.#look || this.#context.signal.aborted) return false;
    this.#infos = infos;
    for (const { deviceId } of infos) this.#seen.add(deviceId);
    this.#tell();
    return true;
  }

  has(kind: DeviceKind, id: string): boolean {
    return this.#of(kind).some(({ deviceId }) => deviceId === id);
  }

  /** It was there once, and is not any more. One that the browser never named may be there all the same. */
  isGone(kind: DeviceKind, id: string | undefined): boolean {
    return id !== undefined && id !== '' && this.#seen.has(id) && !this.has(kind, id);
  }

  /** The device behind the system's preference; undefined where the browser does not tell it. */
  get defaultMicrophone(): string | undefined {
    return this.#of('microphone').find(({ deviceId }) => deviceId === DEFAULT)?.groupId || undefined;
  }

  #of(kind: DeviceKind): readonly MediaDeviceInfo[] {
    return this.#infos.filter((info) => info.kind === KINDS[kind]);
  }

  /** Before permission is given, browsers name one device of a kind, without an id: it cannot be chosen. */
  #list(kind: DeviceKind): readonly LiveDevice[] {
    const named = this.#of(kind).filter(({ deviceId }) => deviceId !== '');
    return Object.freeze(named.map(({ deviceId: id, label }) => Object.freeze({ id, label })));
  }

  #tell(): void {
    const { host } = this.#context;
    const book = host.settings().devices;
    const devices: LiveDevices = Object.freeze({
      microphone: this.#list('microphone'),
      speaker: this.#list('speaker'),
      camera: this.#list('camera'),
      chosen: book.devices.chosen,
    });
    if (JSON.stringify(devices) === JSON.stringify(book.devices)) return;
    book.devices = devices;
    host.emit({ type: 'devicechange', devices });
  }
}
