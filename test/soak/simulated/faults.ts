import type { Fault } from '../../../src/emulator/index.ts';
import { garbageFrame } from '../../../src/emulator/script/garbage.ts';
import type { SimulatedBrowser } from './browser.ts';
import type { Link } from './link.ts';
import type { Service } from './service.ts';
import type { SimulatedClock } from './simulated-clock.ts';

/** What faults are done to. */
export interface Scene {
  readonly clock: SimulatedClock;
  readonly browser: SimulatedBrowser;
  readonly service: Service;
  readonly random: () => number;
  /** The connections that are alive. */
  readonly links: () => readonly Link[];
  /** Nobody can be reached. */
  reachable: boolean;
  /** Until when no token can be had, and how it fails. */
  tokens: 'given' | 'refused' | 'silent';
  readonly mute: (muted: boolean) => void;
}

const between = (scene: Scene, low: number, high: number): number =>
  Math.round(low + (high - low) * scene.random());

const later = ({ clock }: Scene, ms: number, act: () => void): void => void clock.schedule(ms, act);

const drop = (scene: Scene): void => scene.links().forEach((link) => link.drop());

const goAway =
  (announced: boolean, kept: boolean) =>
  (scene: Scene): void => {
    const { current } = scene.service;
    const left = between(scene, 2, 50);
    current?.send({ goAway: announced ? { timeLeft: `${left}s` } : {} });
    // Kept to, or a second after it was said.
    later(scene, kept ? left * 1000 : 1000, () => {
      if (current && !current.closed) current.close(1008, 'The operation was aborted.');
    });
  };

const close =
  (code: number, reason: string) =>
  ({ service }: Scene): void => {
    if (service.current && !service.current.closed) service.current.close(code, reason);
  };

/** The connection after the next drop meets with this. */
const onReturn =
  (...faults: readonly Fault[]) =>
  (scene: Scene): void => {
    scene.service.nextFaults = faults;
    drop(scene);
  };

const GARBAGE = ['bytes', 'json', 'utf-8', 'empty', 'half'] as const;

/** Everything that goes wrong, each as often as its weight. None of it is the visitor's fault, and none is final. */
export const FAULTS: Readonly<Record<string, readonly [weight: number, (scene: Scene) => void]>> = {
  drop: [6, drop],
  'stall, then on': [
    3,
    (scene) => scene.links().forEach((link) => link.stall(between(scene, 1000, 8000), 'resume')),
  ],
  'stall, then gone': [
    3,
    (scene) => scene.links().forEach((link) => link.stall(between(scene, 8000, 60_000), 'drop')),
  ],
  'go-away': [3, goAway(true, true)],
  'go-away, unkept': [2, goAway(true, false)],
  'go-away, bare': [1, goAway(false, true)],
  garbage: [
    2,
    ({ random, service }) => {
      const { data, binary } = garbageFrame({
        kind: 'garbage',
        as: GARBAGE[Math.floor(random() * GARBAGE.length)] ?? 'json',
        frame: 'binary',
      });
      if (binary) service.current?.sendRaw(data);
    },
  ],
  'handle refused': [2, onReturn({ at: 'setup', do: { kind: 'refuse', as: 'unknownSession' }, times: 1 })],
  'setup stalls': [2, onReturn({ at: 'setup', do: { kind: 'stall' }, times: 1 })],
  'drop in setup': [2, onReturn({ at: 'setup', do: { kind: 'drop' }, times: 1 })],
  'drop after setup': [
    2,
    (scene) =>
      onReturn({ at: 'setup-complete', do: { kind: 'drop' }, times: 1, afterMs: between(scene, 1, 2000) })(
        scene,
      ),
  ],
  'closed 1011': [2, close(1011, 'Internal error encountered.')],
  'closed 1008': [2, close(1008, 'Operation is not implemented, or supported, or enabled.')],
  'no token': [
    2,
    (scene) => {
      scene.tokens = scene.random() < 0.5 ? 'refused' : 'silent';
      later(scene, between(scene, 500, 4000), () => {
        scene.tokens = 'given';
      });
      drop(scene);
    },
  ],
  offline: [
    3,
    (scene) => {
      scene.reachable = false;
      // The radio goes, and what was open dies with it, or lingers as if nothing had been.
      if (scene.random() < 0.5) drop(scene);
      else scene.links().forEach((link) => link.stall(20_000, 'drop'));
      scene.browser.online(false);
      later(scene, between(scene, 1000, 9000), () => {
        scene.reachable = true;
        scene.browser.online(true);
      });
    },
  ],
  mute: [
    3,
    (scene) => {
      scene.mute(true);
      later(scene, between(scene, 500, 9000), () => scene.mute(false));
    },
  ],
  'device lost': [
    2,
    (scene) => {
      scene.browser.deviceLost = true;
      later(scene, between(scene, 500, 6000), () => {
        scene.browser.deviceLost = false;
      });
    },
  ],
};

/** One of them by chance, weighed. */
export const pickFault = (random: () => number): string => {
  const all = Object.entries(FAULTS);
  let rest = random() * all.reduce((sum, [, [weight]]) => sum + weight, 0);
  for (const [name, [weight]] of all) {
    rest -= weight;
    if (rest < 0) return name;
  }
  return 'drop';
};
