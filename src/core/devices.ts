/** What can be chosen between. */
export type DeviceKind = 'microphone' | 'speaker' | 'camera';

/** A device, as far as the browser tells: before its permission is given, labels are empty. */
export interface LiveDevice {
  readonly id: string;
  /** Named by its maker or the visitor: text from outside. */
  readonly label: string;
}

/** The devices that there are, and which of them were chosen. A frozen snapshot: replaced at each change. */
export interface LiveDevices extends Readonly<Record<DeviceKind, readonly LiveDevice[]>> {
  /** Ids given to `setDevice()`; '' is the browser's own choice. */
  readonly chosen: Readonly<Record<DeviceKind, string>>;
}

/** Where the element keeps its snapshot, in memory only. */
export interface DeviceBook {
  devices: LiveDevices;
}

const { freeze } = Object;
const NONE = freeze([]);

/** Nobody has looked yet. */
export const NO_DEVICES: LiveDevices = freeze({
  microphone: NONE,
  speaker: NONE,
  camera: NONE,
  chosen: freeze({ microphone: '', speaker: '', camera: '' }),
});
