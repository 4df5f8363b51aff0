import type { Failure } from '../../core/error-code.ts';
import { DeviceList } from '../devices/device-list.ts';
import { MicrophoneKeeper } from '../devices/microphone-keeper.ts';
import { microphonePermission } from '../devices/microphone-permission.ts';
import { watchRate } from '../devices/rate-watch.ts';
import { SoundWatch } from '../devices/sound-watch.ts';
import { SpeakerChoice } from '../devices/speaker-choice.ts';
import { say } from '../../core/say.ts';
import type { FeatureContext, FeatureInstance } from '../feature.ts';

export interface Devices extends FeatureInstance {
  /** A track of the microphone's has come. */
  opened(): void;
  /** The microphone's track has ended by itself. */
  lost(): void;
  /** The microphone was asked for in vain. */
  refused(failure: Failure): void;
}

/** Pulling one plug tells of several devices, one after the other, ms. */
export const SETTLED_AFTER_MS = 300;

/** Microphones, speakers and the sound itself come and go: the conversation goes on with what is left. */
export const create = (context: FeatureContext): Devices => {
  const { audioPath, host, running, signal, warn } = context;
  const list = new DeviceList(context);
  const keeper = new MicrophoneKeeper(context, list);
  const speaker = new SpeakerChoice(context, list);
  let { chosen } = host.settings().devices.devices;
  /** Devices have come or gone, and nobody has acted on it yet. */
  let owed = false;

  /** Reads the list; what depends on it follows from the newest, also where that overtook the one that was to bring it. */
  const read = async (): Promise<void> => {
    if (!(await list.read())) return;
    keeper.noted();
    if (!owed) return;
    owed = false;
    await Promise.all([keeper.changed(), speaker.changed()]);
  };

  const look = (): Promise<void> => {
    owed = true;
    return read();
  };

  const watch = async (): Promise<void> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void look(), SETTLED_AFTER_MS);
    };
    navigator.mediaDevices?.addEventListener?.('devicechange', soon, { signal });
    signal.addEventListener('abort', () => clearTimeout(timer));
    document.addEventListener('visibilitychange', () => !document.hidden && keeper.look(), { signal });
    new SoundWatch(context);
    watchRate(context, () => keeper.rebuild());
    await list.read();
    if (signal.aborted) return;
    // It may have gone, or come, before this was here.
    if (audioPath.microphone?.stream) keeper.opened();
    await keeper.changed();
    await speaker.choose();
    await watchPermission();
  };

  const watchPermission = async (): Promise<void> => {
    const status = await microphonePermission();
    if (signal.aborted) return;
    const changed = (): void => {
      if (status?.state === 'denied') keeper.forbidden();
      if (status?.state === 'granted') keeper.look(true);
    };
    status?.addEventListener('change', changed, { signal });
  };

  if (!signal.aborted) void watch();
  return {
    settingsChanged: (names) => {
      if (names.includes('muted') && !host.settings().muted) keeper.unmuted();
      if (!names.includes('devices') || signal.aborted) return;
      const before = chosen;
      ({ chosen } = host.settings().devices.devices);
      const { camera, microphone, speaker: output } = chosen;
      if (microphone !== before.microphone) void keeper.choose();
      if (output !== before.speaker) void speaker.choose();
      if (camera === before.camera) return;
      if (camera && !list.has('camera', camera))
        warn({ code: 'device-missing', message: say('device-missing', 'camera') });
      running('sight')?.turn();
    },
    opened: () => {
      keeper.opened();
      // With the permission come the names.
      void read();
    },
    lost: () => keeper.lost(),
    refused: (failure) => keeper.refused(failure),
  };
};
