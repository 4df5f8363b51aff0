import { type DeviceBook, type DeviceKind, type LiveDevices, NO_DEVICES } from './core/devices.ts';
import { GeminiLiveDeviceChangeEvent } from './events.ts';
import { GeminiLiveAttributes } from './gemini-live-attributes.ts';

/** The devices of an element: which there are, and which were chosen. */
export class GeminiLiveDevices extends GeminiLiveAttributes {
  /** Written by the conversation, too. @internal */
  readonly deviceBook: DeviceBook = { devices: NO_DEVICES };

  /** Microphones, speakers and cameras, and the ids that were chosen; frozen. Empty until a conversation has looked. */
  get devices(): LiveDevices {
    return this.deviceBook.devices;
  }

  /**
   * Chooses a microphone, speaker or camera by its id; '' leaves it to the browser. Now, or with the next conversation when none
   * runs; kept in memory only. One that cannot be had: a warning, and the browser's own choice.
   */
  setDevice(kind: DeviceKind, id: string): void {
    const chosen = Object.freeze({ ...this.devices.chosen, [kind]: id });
    const devices = (this.deviceBook.devices = Object.freeze({ ...this.devices, chosen }));
    this.requestUpdate('devices');
    this.dispatchEvent(new GeminiLiveDeviceChangeEvent(devices));
  }
}
