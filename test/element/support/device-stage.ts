import { SETTLED_AFTER_MS } from '../../../src/conversation/features/devices.ts';
import { Stage, type StageOptions } from '../../support/conversation-harness.ts';
import { FakeDevices } from './fake-devices.ts';
import { HeldTimers } from './held-timers.ts';

/** A page whose devices are in the test's hands, and the time that they take to settle, too. */
export class DeviceStage {
  readonly stage: Stage;
  readonly devices: FakeDevices;
  readonly #settling: HeldTimers;

  private constructor(stage: Stage, settling: HeldTimers) {
    this.stage = stage;
    this.devices = new FakeDevices(stage.microphone);
    this.#settling = settling;
  }

  static async open(options?: StageOptions): Promise<DeviceStage> {
    // Before the census, which then counts what is held here like any other timer.
    const settling = new HeldTimers(SETTLED_AFTER_MS);
    return new DeviceStage(await Stage.open(options), settling);
  }

  /** Until the devices are looked after, the permission included where the browser tells of it. */
  async start(): Promise<void> {
    const { element, microphone } = this.stage;
    await element.start();
    await this.stage.until(() => this.stage.of('gemini-live-devicechange').length > 0);
    const told = (navigator.permissions as Permissions | undefined) !== undefined;
    await this.stage.frames(
      () => microphone.track?.onmute !== null && (!told || microphone.permission.watched),
    );
  }

  /** The browser tells that devices have come or gone; what follows of it, once they have settled, has begun by then. */
  async change(): Promise<void> {
    this.devices.tell();
    await this.settle();
  }

  /** What was told has settled. */
  async settle(): Promise<void> {
    await this.stage.frames(() => this.#settling.waiting > 0);
    const { looks } = this.devices;
    this.#settling.fire();
    await this.stage.frames(() => this.devices.looks > looks);
    await this.frame();
  }

  /** All that waits for nothing but promises is done. */
  async frame(): Promise<void> {
    await new Promise(requestAnimationFrame);
  }

  /** What the visitor says is heard and answered. */
  async expectHeard(): Promise<void> {
    await this.stage.say();
    await this.stage.state('speaking');
    await this.stage.state('listening');
  }

  async close(): Promise<void> {
    await this.stage.close().finally(() => {
      this.devices.close();
      this.#settling.close();
    });
  }
}
