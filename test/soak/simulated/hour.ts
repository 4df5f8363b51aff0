import { seeded } from '../../../src/core/random.ts';
import type { Answer, EmulatorOptions, Turn } from '../../../src/emulator/index.ts';
import { SimulatedBrowser } from './browser.ts';
import { FAULTS, pickFault, type Scene } from './faults.ts';
import { Link } from './link.ts';
import { Page } from './page.ts';
import { ServiceMemory, type Memory } from './service-memory.ts';
import { Sendings } from './sendings.ts';
import { Service } from './service.ts';
import { SimulatedClock } from './simulated-clock.ts';
import { judge, type Utterance, type Verdict } from './verdict.ts';
import { FRAME_MS, voicedFrame } from './voice-code.ts';

export interface HourOptions {
  readonly seed: number;
  readonly memory: Memory;
  readonly minutes: number;
  /** How long it is quiet between two faults, about, ms; 0: nothing goes wrong. Default 20,000. */
  readonly faultEveryMs?: number;
  readonly whileOpen?: 'allow' | 'refuse';
  readonly limits?: EmulatorOptions['limits'];
  /** Faults by their names, in place of those by chance. */
  readonly only?: readonly string[];
  /** Told what happens. */
  readonly trace?: (line: string) => void;
}

export interface Outcome extends Verdict {
  readonly seed: number;
  readonly memory: Memory;
  readonly faults: Readonly<Record<string, number>>;
  readonly connections: number;
  readonly goAways: number;
  /** How often the conversation ended in an error: the visitor began anew. */
  readonly failures: number;
  readonly errors: readonly string[];
  /** What was held after the end: contexts, tracks, connections, timers. */
  readonly left: number;
  readonly words: readonly string[];
}

/** Time without faults at the end, in which all that can still come comes, ms. */
const CALM_MS = 90_000;
/**
 * Nobody goes on in the middle of a sentence when the microphone is back, ms: two utterances without any silence between them would be
 * one turn.
 */
const TAKE_BREATH_MS = 700;
/** Of the tokens, so many take up to 3 s. */
const SLOW_TOKENS = 0.25;

/** One conversation of `minutes` simulated minutes, with what goes wrong in it by this seed. */
export const hour = async (options: HourOptions): Promise<Outcome> => {
  const { seed, memory, minutes, faultEveryMs = 20_000, trace = () => undefined } = options;
  const random = seeded(seed);
  const clock = new SimulatedClock();
  const say = (line: string): void => trace(`${(clock.elapsed / 1000).toFixed(2)} ${line}`);
  const ledger = new ServiceMemory(memory);
  const sendings = new Sendings();
  const links: Link[] = [];
  const scene: Scene = {
    clock,
    random,
    reachable: true,
    tokens: 'given',
    links: () => links.filter(({ alive }) => alive),
    mute: (muted) => mute(muted),
    get browser() {
      return browser;
    },
    get service() {
      return service;
    },
  };
  const answer = (turn: Turn): Answer => {
    const heard = ledger.turn(turn);
    say(`turn ${turn.kind} on ${turn.connection}: ${heard || turn.text}`);
    const step = { kind: 'say', text: 'Yes, of course.' } as const;
    if (turn.kind !== 'tool' && random() < 0.1)
      return { kind: 'steps', heard, steps: [{ kind: 'call', calls: [{ name: 'look_up' }] }, step] };
    return heard === '' ? step : { ...step, heard };
  };
  const service = new Service({
    clock,
    memory,
    ledger,
    answer,
    whileOpen: options.whileOpen ?? (seed % 4 === 3 ? 'refuse' : 'allow'),
    ...(options.limits ? { limits: options.limits } : {}),
  });
  const connect = (url: string): Link => {
    const latency = (): number => 10 + Math.round(30 * random());
    const link: Link = new Link(url, clock, latency, () => scene.reachable, {
      arrived: (socket, address) => service.accept(socket, address),
      sent: (text) => sendings.sent(link, text, clock.elapsed),
    });
    links.splice(0, links.length, ...links.filter(({ alive }) => alive), link);
    return link;
  };
  const browser = new SimulatedBrowser(clock, seed, connect);
  const page = new Page({
    now: () => clock.elapsed,
    sleep: (ms) => clock.sleep(ms),
    random,
    replayed: () => sendings.replayed(clock.elapsed),
    token: async () => {
      // A page's server is slow now and then.
      await clock.sleep(random() < SLOW_TOKENS ? 20 + Math.round(2980 * random()) : 20);
      if (scene.tokens === 'silent') await new Promise(() => undefined);
      if (scene.tokens === 'refused' || !scene.reachable) throw new TypeError('Failed to fetch');
      return service.token();
    },
  });
  const { conversation } = page;
  let muted = false;
  let toBeMuted = false;
  /** Nobody mutes in the middle of a word. */
  const mute = (on: boolean): void => {
    toBeMuted = on;
    if (on && browser.voice.length > 0) return void clock.schedule(300, () => toBeMuted && mute(on));
    muted = on;
    conversation.setMuted(on);
  };

  const faults: Record<string, number> = {};
  const said: Utterance[] = [];
  const errors: string[] = [];
  const verdicts: Verdict[] = [];
  let goAways = 0;
  let failures = 0;
  let judged = 0;
  let judgedNotices = 0;
  let words: readonly string[] = [];
  let over = false;

  /** What became of all that was said since the last start. */
  const settleUp = (): void => {
    words = ledger.known(service.serving);
    verdicts.push(judge(said.slice(judged), words, page.notices.slice(judgedNotices)));
    judged = said.length;
    judgedNotices = page.notices.length;
  };
  const starting = async (): Promise<void> => {
    while (!conversation.running) {
      await conversation.start({ microphone: true }).catch((error: unknown) => errors.push(String(error)));
      if (!conversation.running) await clock.sleep(1000);
    }
  };
  /** A visitor begins anew when they are told that it is over. */
  const ensureRunning = async (): Promise<void> => {
    if (conversation.running) return;
    failures += 1;
    settleUp();
    await starting();
  };

  const common = { frameMs: FRAME_MS, wire: sendings };
  const speak = async (): Promise<void> => {
    const number = said.length;
    const frames = 4 + Math.floor(30 * random());
    const at = clock.elapsed;
    say(`speaks v${number}, ${frames} frames`);
    for (let index = 0; index < frames; index += 1)
      browser.voice.push(voicedFrame({ utterance: number, index }));
    const heard = (): boolean => conversation.running && !browser.deviceLost;
    while (browser.voice.length > 0 && heard()) await clock.sleep(FRAME_MS);
    // What was said into a conversation that had ended, or a microphone that was gone, was said to nobody.
    const unheard = browser.voice.splice(0).length;
    said.push({ ...common, number, kind: 'spoken', frames: frames - unheard, at });
    // Long enough for the service to find the end.
    await clock.sleep(1200);
  };
  const type = (): void => {
    const number = said.length;
    said.push({ ...common, number, kind: 'typed', frames: 1, at: clock.elapsed });
    say(`types u${number}`);
    conversation.sendText(`u${number}`);
  };
  const visitor = async (): Promise<void> => {
    while (clock.elapsed < minutes * 60_000) {
      await clock.sleep(500 + 11_000 * random() ** 2);
      await ensureRunning();
      if (random() < 0.3) type();
      else {
        const deaf = (): boolean => muted || browser.deviceThereMs < TAKE_BREATH_MS || !browser.listening;
        while (conversation.running && deaf()) await clock.sleep(250);
        await clock.sleep(150);
        if (!muted && conversation.running) await speak();
      }
    }
    over = true;
    await clock.sleep(CALM_MS);
    await ensureRunning();
  };
  const fate = async (): Promise<void> => {
    let next = 0;
    while (faultEveryMs > 0) {
      await clock.sleep(faultEveryMs * (0.2 + 1.6 * random()));
      if (over || clock.elapsed >= minutes * 60_000) return;
      if (!conversation.running) continue;
      const name = options.only?.[next++ % options.only.length] ?? pickFault(random);
      faults[name] = (faults[name] ?? 0) + 1;
      say(`fault: ${name}`);
      FAULTS[name]?.[1](scene);
    }
  };

  let left = 0;
  try {
    await clock.during(
      (async () => {
        await starting();
        await Promise.all([visitor(), fate()]);
        settleUp();
        goAways = page.count('goaway');
        await conversation.stop();
        await clock.sleep(30_000);
        browser.rest();
        left = browser.contexts + browser.tracks + service.open + clock.pending;
      })(),
    );
  } finally {
    browser.close();
  }
  for (const { at, happening } of page.happenings) {
    if (happening.type === 'error')
      errors.push(`${(at / 1000).toFixed(1)} ${happening.error.code}: ${happening.error.message}`);
    if (happening.type === 'statechange' || happening.type === 'reconnect' || happening.type === 'warning')
      trace(`${(at / 1000).toFixed(2)} told ${JSON.stringify(happening)}`);
  }
  const all = (key: Exclude<keyof Verdict, 'utterances'>): string[] => verdicts.flatMap((one) => one[key]);
  return {
    seed,
    memory,
    faults,
    connections: service.connections,
    goAways,
    failures,
    errors: [...errors, ...service.errors.map(String)],
    left,
    words,
    utterances: said.length,
    lost: all('lost'),
    announced: all('announced'),
    doubled: all('doubled'),
    marked: all('marked'),
    outOfOrder: all('outOfOrder'),
    torn: all('torn'),
  };
};
