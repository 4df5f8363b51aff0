import { expect } from '@open-wc/testing';
import type { GeminiLiveElement } from '../../src/gemini-live-element.ts';
import type { LiveState } from '../../src/core/state.ts';
import '../../src/define.ts';
import { Census, NOTHING_HELD } from '../element/support/census.ts';
import { FakeMicrophone } from '../element/support/fake-microphone.ts';
import type { TwinReceived, TwinStart } from './twin-commands.ts';
import { Twin } from './twin.ts';

/** Where the engine runs; tests that may differ by it run in both. */
export const ENGINES = ['auto', 'inline'] as const;
export type EngineOption = (typeof ENGINES)[number];

type LiveEventName = Extract<keyof HTMLElementEventMap, `gemini-live-${string}`>;
type EventOf<Name extends LiveEventName> = HTMLElementEventMap[Name];

const EVENTS: readonly LiveEventName[] = [
  'gemini-live-statechange',
  'gemini-live-transcript',
  'gemini-live-interrupted',
  'gemini-live-toolcall',
  'gemini-live-toolcancel',
  'gemini-live-usage',
  'gemini-live-goaway',
  'gemini-live-reconnect',
  'gemini-live-grounding',
  'gemini-live-warning',
  'gemini-live-error',
  'gemini-live-beforestart',
  'gemini-live-tokenrequest',
  'gemini-live-mutechange',
  'gemini-live-devicechange',
  'gemini-live-message',
];

export interface StageOptions {
  readonly engine?: EngineOption;
  readonly twin?: TwinStart;
  /** The markup of the element. */
  readonly markup?: string;
}

/** Shorter silence than the service's own, so that turns end soon; no picture; and an answer that is over soon. */
const QUICK = '<gemini-live silence-duration-ms="200" visualizer="none"></gemini-live>';
const BRIEF: TwinStart = {
  setupDelayMs: 10,
  script: { answers: [{ kind: 'tone', hz: 440, seconds: 0.3, delayMs: 10 }] },
};

/** A page with one element, a twin of the service, a microphone in the test's hands, and a count of all that is taken. */
export class Stage {
  readonly element: GeminiLiveElement;
  readonly twin: Twin;
  readonly microphone: FakeMicrophone;
  readonly census: Census;
  /** Exceptions that reached the page. */
  readonly exceptions: unknown[] = [];
  /** What was said in the console as a warning of ours. */
  readonly consoleWarnings: string[] = [];
  readonly #log: Event[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #abort = new AbortController();
  readonly #warn = console.warn;

  private constructor(twin: Twin, { engine = 'auto', markup = QUICK }: StageOptions) {
    this.twin = twin;
    this.microphone = new FakeMicrophone();
    this.census = new Census(this.microphone.tracks);
    this.element = this.stand(markup, engine);
    const { signal } = this.#abort;
    addEventListener('error', (event) => this.exceptions.push(event.message), { signal });
    addEventListener('unhandledrejection', ({ reason }) => this.exceptions.push(reason), { signal });
    console.warn = (...said: unknown[]) => this.consoleWarnings.push(said.join(' '));
  }

  static async open(options: StageOptions = {}): Promise<Stage> {
    return new Stage(await Twin.start({ ...BRIEF, ...options.twin }), options);
  }

  /** Puts an element of this markup on the page, tied to the twin, its events noted. */
  stand(markup: string, engine: EngineOption = 'auto'): GeminiLiveElement {
    const template = document.createElement('template');
    template.innerHTML = markup;
    const element = document.importNode(template.content, true).firstElementChild as GeminiLiveElement;
    element.options = { ...element.options, engine };
    element.baseUrl ??= this.twin.url;
    if (!element.tokenEndpoint) element.tokenProvider = () => this.twin.token();
    const note = (event: Event): void => {
      this.#log.push(event);
      for (const look of [...this.#waiting]) look();
    };
    for (const name of EVENTS) element.addEventListener(name, note, { signal: this.#abort.signal });
    document.body.append(element);
    return element;
  }

  /** The events of a kind so far. */
  of<Name extends LiveEventName>(name: Name): EventOf<Name>[] {
    return this.#log.filter(({ type }) => type === name) as EventOf<Name>[];
  }

  get states(): LiveState[] {
    return this.of('gemini-live-statechange').map(({ state }) => state);
  }
  get errors(): string[] {
    return this.of('gemini-live-error').map(({ error }) => error.code);
  }
  get warnings(): string[] {
    return this.of('gemini-live-warning').map(({ code }) => code);
  }

  /** The events so far go, and what was given back: they hold the elements that they came from. */
  forget(): void {
    this.#log.length = 0;
    this.census.forget();
    this.microphone.forget();
  }

  /** Resolves when this holds: looked at now, and again at each of the element's events. */
  until(look: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const attempt = (): void => {
        if (!look()) return;
        this.#waiting.delete(attempt);
        resolve();
      };
      this.#waiting.add(attempt);
      attempt();
    });
  }

  /** Resolves when the element is in one of these states. */
  state(...wanted: LiveState[]): Promise<void> {
    return this.until(() => wanted.includes(this.element.state));
  }

  /** Resolves when this holds, looked at from frame to frame: for what has no event. */
  async frames(look: () => boolean): Promise<void> {
    while (!look()) await new Promise(requestAnimationFrame);
  }

  /** A whole spoken turn of the visitor's: half a second of voice, as the twin hears it, then silence. */
  async say(frames = 25): Promise<void> {
    const { audio, connection } = await this.received();
    this.microphone.speak();
    await this.twin.wait({ for: 'audio', connection, count: audio.frames + frames });
    this.microphone.hush();
  }

  /** What the twin was sent on its last connection. */
  received(): Promise<TwinReceived> {
    return this.twin.received();
  }

  /** The `setup` of a connection. */
  async setup(connection?: number): Promise<unknown> {
    const which = connection === undefined ? {} : { connection };
    const { messages } = await this.twin.received(which);
    return (messages[0]?.message as { setup: unknown }).setup;
  }

  /** The text that the visitor sees in a part of the interface. */
  async shown(part: string): Promise<string | undefined> {
    await this.element.updateComplete;
    const found = this.element.shadowRoot?.querySelector(`[part~="${part}"]`);
    return found?.textContent?.replace(/\s+/g, ' ').trim();
  }

  /** Nothing is held any more: no context, track, Worker, socket or timer here, no connection at the twin. */
  async expectReleased(): Promise<void> {
    await this.element.stop();
    await this.census.workersEnded();
    const connections = await this.twin.connections();
    for (const { id } of connections) await this.twin.wait({ for: 'closed', connection: id });
    const held = await this.census.held();
    expect(held, JSON.stringify(held)).to.deep.equal(NOTHING_HELD);
  }

  /** Ends everything, and expects that nothing is left and that no exception reached the page. */
  async close(): Promise<void> {
    console.warn = this.#warn;
    try {
      await this.element.stop();
      await this.expectReleased();
      expect(this.exceptions).to.deep.equal([]);
    } finally {
      this.element.remove();
      this.#abort.abort();
      this.microphone.close();
      this.census.close();
      await this.twin.stop();
    }
  }
}

/** What a promise was rejected with; fails when it was not. */
export const rejection = (promise: Promise<unknown>): Promise<Error & { readonly code?: unknown }> =>
  promise.then(
    () => expect.fail('The promise was not rejected.'),
    (error: unknown) => error as Error,
  );
