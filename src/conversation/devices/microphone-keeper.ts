import type { Microphone } from '../../audio/microphone.ts';
import type { Failure } from '../../core/error-code.ts';
import { isFailure, LiveFailure } from '../../core/live-failure.ts';
import { say } from '../../core/say.ts';
import type { FeatureContext } from '../feature.ts';
import type { DeviceList } from './device-list.ts';
import { failureOf, isFinal } from './microphone-failure.ts';
import { Prompts } from './microphone-permission.ts';
import { SilenceWatch } from './silence-watch.ts';

/** Waits before the first, second and third search for another, ms: a profile switch of a headset takes about a second. */
export const SEARCH_AFTER_MS = [250, 1000, 3000] as const;
/** A track may be muted for a moment while it begins; one that is muted for longer was taken, ms. */
export const TAKEN_AFTER_MS = 500;

/**
 * Keeps a microphone in the conversation: when it goes, another is looked for, a few times and then whenever a device comes.
 * Until one is found, the conversation is one without a microphone. The channel to the engine stays all the while.
 */
export class MicrophoneKeeper {
  readonly #context: FeatureContext;
  readonly #devices: DeviceList;
  readonly #silence: SilenceWatch;
  readonly #prompts = new Prompts();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #missing = false;
  #searches = 0;
  #asking = false;
  /** Something has changed while the browser was being asked. */
  #again = false;
  /** What the visitor was told. */
  #told: Failure['code'] | undefined;
  /** The default device as it was read first after the track came: what was read before may be the one that was pulled. */
  #default: string | undefined;

  constructor(context: FeatureContext, devices: DeviceList) {
    this.#context = context;
    this.#devices = devices;
    this.#silence = new SilenceWatch(context, () => void this.#renew('microphone-silent'));
    context.signal.addEventListener('abort', () => this.#rest());
  }

  /** The device that is heard; audio of the page's own is not ours to keep. */
  get #microphone(): Microphone | undefined {
    const { microphone } = this.#context.audioPath;
    return microphone?.isOf(undefined) ? microphone : undefined;
  }

  get #track(): MediaStreamTrack | undefined {
    return this.#microphone?.stream?.getAudioTracks()[0];
  }

  /** Nobody wants to be heard just now: unmuting opens it by itself. */
  get #unwanted(): boolean {
    const { host, signal } = this.#context;
    return signal.aborted || host.settings().muted;
  }

  /** A track has come, whoever asked for it. */
  opened(): void {
    const { host, warn } = this.#context;
    const track = this.#track;
    // Whatever has taken the place is not looked for any more.
    this.#rest();
    this.#default = undefined;
    if (!track) return;
    this.#prompts.opened();
    const { chosen } = host.settings().devices.devices;
    const { deviceId } = track.getSettings();
    const asked = this.#microphone?.deviceId;
    if (asked && asked === chosen.microphone && deviceId && deviceId !== asked)
      warn({ code: 'device-missing', message: say('device-missing', 'microphone') });
    track.onmute = () => this.#quiet(track);
    track.onunmute = () => this.#loud(track);
    // Still taken, or not begun yet: what the visitor was told holds until it can be heard.
    if (track.muted) this.#quiet(track);
    if (!track.muted || !this.#told) this.#heard();
    this.#silence.listen(track);
  }

  /** The list was read anew. */
  noted(): void {
    if (this.#track) this.#default ??= this.#devices.defaultMicrophone;
  }

  /** The track has ended by itself, or has to be given up. */
  lost(): void {
    const { warn } = this.#context;
    if (this.#context.signal.aborted || !this.#microphone) return;
    warn({ code: 'microphone-lost', message: say('microphone-lost') });
    this.#letGo();
    this.#search();
  }

  /** Somebody asked for it in vain, and the visitor was told: it is waited for. */
  refused({ code }: Failure): void {
    this.#missing = true;
    this.#searches = SEARCH_AFTER_MS.length;
    this.#told = code;
  }

  /** Devices have come or gone. */
  async changed(): Promise<void> {
    const { microphone: wish } = this.#context.host.settings().devices.devices.chosen;
    if (this.#missing) return this.look();
    if (!this.#track) return;
    const { deviceId } = this.#track.getSettings();
    const now = this.#devices.defaultMicrophone;
    const moved = !wish && this.#default !== undefined && now !== undefined && now !== this.#default;
    this.noted();
    if (this.#devices.isGone('microphone', deviceId)) return this.#renew('microphone-lost');
    // The browser goes on with the old one for as long as it is held.
    if (moved) return this.#renew('microphone-moved');
    if (wish && deviceId && deviceId !== wish && this.#devices.has('microphone', wish)) await this.choose();
  }

  /** Somebody wants to be heard again: what was taken meanwhile is noticed now. */
  unmuted(): void {
    if (this.#track?.muted) this.#quiet(this.#track);
  }

  /** A good moment to look again: a device came, or the page is seen again. Of a refusal only the permission takes back. */
  look(granted = false): void {
    if (this.#track?.muted && this.#told) return void this.#renew('microphone-taken');
    if (!this.#missing || (!granted && isFinal(this.#told))) return;
    this.#searches = 0;
    this.#ask();
  }

  /** The permission was withdrawn. Where that does not end the track, it must not be heard any longer. */
  forbidden(): void {
    if (!this.#track) return;
    this.#letGo();
    this.#tell(new LiveFailure('microphone-denied', say('microphone-denied')));
  }

  /** Takes the device that was chosen. The one that is heard goes on until the other is there. */
  async choose(): Promise<void> {
    const { host, signal, warn } = this.#context;
    const microphone = this.#microphone;
    if (!microphone || signal.aborted) return;
    microphone.deviceId = host.settings().devices.devices.chosen.microphone;
    // Nothing is opened while it is muted. Given back, it is asked for at the unmute.
    if (this.#unwanted) return microphone.release();
    try {
      await microphone.open();
    } catch (error) {
      if (signal.aborted) return;
      const { code, message } = failureOf(error);
      warn({ code, message });
      // It came, and is of no use.
      if (!isFailure(error)) this.#letGo();
      if (this.#missing) this.#search();
    }
  }

  /** Gives up what is held and asks for the same again: another may not be had before. */
  async #renew(
    why?: 'microphone-lost' | 'microphone-moved' | 'microphone-silent' | 'microphone-taken',
  ): Promise<void> {
    const track = this.#track;
    // What there is goes on, rather than that the visitor is asked.
    if (why !== 'microphone-lost' && (await this.#prompts.expected())) return;
    if (this.#unwanted || !track || track !== this.#track) return;
    if (why) this.#context.warn({ code: why, message: say(why) });
    this.#letGo();
    this.#ask();
  }

  /** Its source was built for another rate, of which the page was told. */
  rebuild(): void {
    void this.#renew();
  }

  #letGo(): void {
    this.#rest();
    this.#missing = true;
    this.#microphone?.release();
    // The service hears that the stream pauses, and answers what it has.
    this.#context.post({ type: 'mute', muted: true });
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#missing = this.#again = false;
    this.#searches = 0;
    this.#silence.rest();
  }

  #search(): void {
    const after = SEARCH_AFTER_MS[this.#searches];
    clearTimeout(this.#timer);
    if (after === undefined) return;
    this.#searches += 1;
    this.#timer = setTimeout(() => this.#ask(), after);
  }

  #ask(): void {
    if (this.#asking) this.#again = true;
    else if (this.#missing && !this.#unwanted) void this.#open();
  }

  async #open(): Promise<void> {
    clearTimeout(this.#timer);
    this.#asking = true;
    this.#again = false;
    const failure = await this.#try();
    this.#asking = false;
    // Found, by us or somebody else, or not wanted any more.
    if (this.#context.signal.aborted || !this.#missing || !failure) return;
    this.#tell(failure);
    if (this.#again) this.look();
    else if (!isFinal(failure.code)) this.#search();
  }

  /** What kept it from being opened. */
  async #try(): Promise<Failure | undefined> {
    const { audioPath, host } = this.#context;
    const prompts = await this.#prompts.expected();
    // What the visitor was told is still so: that there is none, say.
    if (prompts && !this.#told) return new LiveFailure('microphone-denied', say('microphone-denied'));
    if (prompts || !this.#missing || this.#unwanted) return undefined;
    const { microphone } = audioPath;
    try {
      await (microphone ? microphone.open() : audioPath.openMicrophone({ muted: host.settings().muted }));
      return undefined;
    } catch (error) {
      // It may have come and be of no use: its light must not stay on.
      if (this.#missing) microphone?.release();
      return failureOf(error);
    }
  }

  /** Once for each reason. */
  #tell(failure: Failure): void {
    if (this.#told === failure.code) return;
    this.#told = failure.code;
    this.#context.refused(failure);
  }

  /** Another app, a call or a switch on the device has silenced the track: it may come back by itself. */
  #quiet(track: MediaStreamTrack): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (track !== this.#track || !track.muted || this.#unwanted) return;
      this.#context.post({ type: 'mute', muted: true });
      this.#context.warn({ code: 'microphone-taken', message: say('microphone-taken') });
      this.#tell(new LiveFailure('microphone-busy', say('microphone-taken')));
    }, TAKEN_AFTER_MS);
  }

  #loud(track: MediaStreamTrack): void {
    if (track !== this.#track || track.muted) return;
    this.#rest();
    this.#heard();
    this.#silence.listen(track);
  }

  /** The service hears it, and the visitor reads no more of it. */
  #heard(): void {
    const { host, post, regained } = this.#context;
    post({ type: 'mute', muted: host.settings().muted });
    if (this.#told) regained();
    this.#told = undefined;
  }
}
