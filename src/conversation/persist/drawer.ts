import { KEPT } from '../kept.ts';
import { type PersistRecord, readRecord, written } from './record.ts';

/** Which element of this page keeps its conversation where; shared with other versions of this script. */
const TAKEN = Symbol.for('gemini-live.persist');

type Taken = Map<string, WeakRef<Element>>;

/** Its id, or its place among its like; within a shadow root after that of the host, for each root counts from the beginning. */
const placeOf = (element: Element): string => {
  const { id, localName } = element;
  const root = element.getRootNode() as Document | ShadowRoot;
  const before = root instanceof ShadowRoot ? `${placeOf(root.host)}/` : '';
  const among = [...root.querySelectorAll(localName)].indexOf(element);
  return `${before}${localName}${id === '' ? String(among) : `#${id}`}`;
};

/** After a reload the same element finds the same. What follows `?` is left out: it may hold a secret, such as a sign-in's code. */
const keyOf = (element: Element): string => `${KEPT}${location.pathname}:${placeOf(element)}`;

/** One element's place in `sessionStorage`. */
export class Drawer {
  readonly #key: string;
  readonly #element: Element;
  /** There was no room for it. It is the newest nevertheless: what this page gives back must not be older than what it has. */
  #unwritten: string | undefined;

  private constructor(key: string, element: Element) {
    this.#key = key;
    this.#element = element;
  }

  /** `undefined` where another element has it. */
  static of(element: Element): Drawer | undefined {
    const page = globalThis as { [TAKEN]?: Taken };
    const taken = (page[TAKEN] ??= new Map());
    const key = keyOf(element);
    const owner = taken.get(key)?.deref();
    if (owner?.isConnected && owner !== element) return undefined;
    taken.set(key, new WeakRef(element));
    return new Drawer(key, element);
  }

  read(): PersistRecord | undefined {
    try {
      return readRecord(this.#unwritten ?? sessionStorage.getItem(this.#key));
    } catch {
      return undefined;
    }
  }

  /** False where the page may not store anything, or there is no room: then nothing older is left for the next page, either. */
  write(record: PersistRecord): boolean {
    const text = written(record);
    try {
      sessionStorage.setItem(this.#key, text);
      this.#unwritten = undefined;
      return true;
    } catch {
      this.#unwritten = text;
      this.#remove();
      return false;
    }
  }

  /** Throws it away; another element may have the place. */
  close(): void {
    this.#remove();
    const { [TAKEN]: taken } = globalThis as { [TAKEN]?: Taken };
    if (taken?.get(this.#key)?.deref() === this.#element) taken.delete(this.#key);
  }

  #remove(): void {
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // There was none.
    }
  }
}
