import { say } from '../../core/say.ts';
import type { FeatureContext } from '../feature.ts';
import type { DeviceList } from './device-list.ts';

/** Chromium alone lets a context choose its output, so far. */
type SinkContext = AudioContext & {
  readonly sinkId?: unknown;
  setSinkId?(id: string): Promise<void>;
};

/** Where the model is heard: at the device that was chosen, and at the browser's own choice while that is away. */
export class SpeakerChoice {
  readonly #context: FeatureContext;
  readonly #devices: DeviceList;
  #last: Promise<void> = Promise.resolve();
  #away = false;

  constructor(context: FeatureContext, devices: DeviceList) {
    this.#context = context;
    this.#devices = devices;
  }

  get #chosen(): string {
    return this.#context.host.settings().devices.devices.chosen.speaker;
  }

  /** One after the other; of those that wait only the last wish is carried out. */
  choose(): Promise<void> {
    this.#away = false;
    return (this.#last = this.#last.then(() => this.#use(this.#chosen)));
  }

  /** Devices have come or gone. */
  async changed(): Promise<void> {
    const wish = this.#chosen;
    if (this.#away && this.#devices.has('speaker', wish)) return this.choose();
    if (this.#away || !this.#devices.isGone('speaker', wish)) return;
    this.#away = true;
    this.#context.warn({ code: 'speaker-lost', message: say('speaker-lost') });
    await (this.#last = this.#last.then(() => this.#use('')));
  }

  async #use(id: string): Promise<void> {
    const { signal, warn } = this.#context;
    const audio = this.#context.audio as SinkContext;
    if (signal.aborted || id === (audio.sinkId ?? '')) return;
    if (!audio.setSinkId) return warn({ code: 'not-supported', message: say('speaker-fixed') });
    try {
      await audio.setSinkId(id);
    } catch {
      // What it was before goes on, unless that is gone, too.
      if (signal.aborted || id === '') return;
      this.#away = true;
      warn({ code: 'device-missing', message: say('device-missing', 'speaker') });
      // Overtaken by another wish, that one decides.
      if (id === this.#chosen) await this.#use('');
    }
  }
}
