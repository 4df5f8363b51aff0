import type { Extras } from '../../conversation/extras.ts';
import type { View } from '../view.ts';
import { drawCall } from './calls.ts';
import type { ExtrasContext } from './contract.ts';
import { allTerms, type AllTerms } from '../../locales/more/all-terms.ts';
import { drawPicture } from './pictures.ts';
import { drawSources } from './sources.ts';
import { drawThought } from './thoughts.ts';

interface Placed {
  readonly after: string | undefined;
}
type Drawn = ReadonlyMap<string | undefined, readonly unknown[]>;

/**
 * What stands between the utterances, by the utterance that it comes after. Each thing is drawn once, and the list is made
 * anew only when it, the utterances or the language have changed.
 */
export class Items {
  readonly #context: ExtrasContext;
  #drawn = new WeakMap<object, unknown>();
  #extras: Extras | undefined;
  #transcript: View['transcript'] | undefined;
  #terms: AllTerms | undefined;
  #placed: Drawn = new Map();

  constructor(context: ExtrasContext) {
    this.#context = context;
  }

  /** What comes after the utterance of this id; before all of them, when `undefined`. */
  after(view: View, id: string | undefined): readonly unknown[] | undefined {
    this.#read(view);
    return this.#placed.get(id);
  }

  /** All of it, for an interface that shows no utterances. */
  all(view: View): readonly unknown[] {
    this.#read(view);
    return [...this.#placed.values()].flat();
  }

  #read({ extras, terms, transcript }: View): void {
    const words = allTerms(terms);
    if (words !== this.#terms) this.#drawn = new WeakMap();
    else if (extras === this.#extras && transcript === this.#transcript) return;
    this.#extras = extras;
    this.#transcript = transcript;
    this.#terms = words;
    this.#placed = extras ? this.#place(extras, transcript, words) : new Map();
  }

  #place(extras: Extras, transcript: View['transcript'], terms: AllTerms): Drawn {
    const placed = new Map<string | undefined, unknown[]>();
    const ids = new Set(transcript.map(({ id }) => id));
    const put = <One extends Placed>(
      things: readonly One[],
      draw: (context: ExtrasContext, thing: One, terms: AllTerms) => unknown,
    ): void => {
      for (const thing of things) {
        // An utterance may be gone, when there were very many.
        const at = thing.after !== undefined && ids.has(thing.after) ? thing.after : undefined;
        const drawn = this.#drawn.get(thing) ?? draw(this.#context, thing, terms);
        this.#drawn.set(thing, drawn);
        const here = placed.get(at);
        if (here) here.push(drawn);
        else placed.set(at, [drawn]);
      }
    };
    put(extras.pictures, drawPicture);
    put(extras.thoughts, drawThought);
    put(extras.calls, drawCall);
    put(extras.sources, drawSources);
    return placed;
  }
}
