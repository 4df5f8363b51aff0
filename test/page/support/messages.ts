import type { LiveState } from '../../../src/core/state.ts';

/** What a page can be asked to do; it answers when that is done. */
export interface Orders {
  /** Types a turn, and hears the answer out. */
  readonly say: (text: string) => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Waits until a transcript is there. */
  readonly restored: () => Promise<void>;
  readonly look: () => Look;
  /** These three are answered before they are done. */
  readonly reload: () => void;
  readonly leave: () => void;
  readonly back: () => void;
}

/** How a page stands. */
export interface Look {
  readonly state: LiveState;
  readonly transcript: readonly string[];
  /** Of all tracks that it was ever given. */
  readonly tracks: readonly MediaStreamTrackState[];
  /** The newest resumption handle that it has heard of. */
  readonly handle: string;
  /** All that storage holds. */
  readonly stored: string;
  /** All that nobody may find there. */
  readonly secrets: readonly string[];
  /** Warnings and errors of the element's, and exceptions. */
  readonly complaints: readonly string[];
}

/** What a page tells. */
export type Told =
  | { readonly kind: 'done'; readonly order: number; readonly value?: unknown; readonly failure?: string }
  | {
      readonly kind: 'shown';
      /** Out of the back/forward cache. */
      readonly persisted: boolean;
      /** Its script ran then: another for each load. */
      readonly born: number;
      readonly away: boolean;
    }
  /** How it stood when it had been left. */
  | { readonly kind: 'left'; readonly persisted: boolean; readonly look: Look };

export interface Order {
  readonly order: number;
  readonly name: keyof Orders;
  readonly argument?: string;
}

/** What a page finds in its address. */
export interface Address {
  /** Names the keys in `localStorage` by which page and test talk. */
  readonly name: string;
  /** Where the built script is. */
  readonly script: string;
  readonly twin: string;
  readonly key: string;
}
