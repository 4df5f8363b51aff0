import { seeded } from '../../../src/core/random.ts';

/** Choices by a seed. */
export class Dice {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = seeded(seed);
  }

  /** 0…1. */
  roll(): number {
    return this.#next();
  }

  /** A whole number below `most`. */
  below(most: number): number {
    return Math.floor(this.#next() * most);
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  pick<Item>(list: readonly Item[]): Item {
    return list[this.below(list.length)] as Item;
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }
}
