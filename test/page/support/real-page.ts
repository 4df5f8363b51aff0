import { builtElement } from '../../soak/support/soak.ts';
import type { Twin } from '../../support/twin.ts';
import type { Address, Orders, Told } from './messages.ts';

export type ToldOf<Kind extends Told['kind']> = Extract<Told, { readonly kind: Kind }>;

/** How long a page may have no word, ms. */
const STUCK_MS = 15_000;

/**
 * A real page in a window of its own, with the built script and a twin, that does what it is told. They talk by `localStorage`:
 * a window that knows its opener goes into no back/forward cache.
 */
export class RealPage {
  readonly #name = crypto.randomUUID();
  readonly #abort = new AbortController();
  /** What it has told and nobody has asked for yet. */
  readonly #told: Told[] = [];
  #look = (): void => undefined;
  #orders = 0;

  private constructor() {
    const hear = ({ key, newValue }: StorageEvent): void => {
      if (key !== `${this.#name}.told` || !newValue) return;
      this.#told.push((JSON.parse(newValue) as [number, number, Told])[2]);
      this.#look();
    };
    addEventListener('storage', hear, { signal: this.#abort.signal });
  }

  static async open(twin: Twin): Promise<RealPage> {
    const page = new RealPage();
    const address: Address = {
      name: page.#name,
      script: await builtElement(),
      twin: twin.url,
      key: twin.apiKey,
    };
    open(`/__page/?${new URLSearchParams({ ...address })}`, '_blank', 'noopener');
    await page.told('shown');
    return page;
  }

  /** The next of this kind that it tells, or has told since it was asked last. */
  async told<Kind extends Told['kind']>(
    kind: Kind,
    fits: (told: ToldOf<Kind>) => boolean = () => true,
  ): Promise<ToldOf<Kind>> {
    const find = (): number =>
      this.#told.findIndex((told) => told.kind === kind && fits(told as ToldOf<Kind>));
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`No "${kind}" came; of the rest ${JSON.stringify(this.#told)}.`)),
        STUCK_MS,
      );
      this.#look = () => {
        if (find() < 0) return;
        clearTimeout(timer);
        resolve();
      };
      this.#look();
    });
    const [found] = this.#told.splice(find(), 1);
    return found as ToldOf<Kind>;
  }

  /** Has it do something; resolves with what came of it. */
  async do<Name extends keyof Orders>(
    name: Name,
    ...[argument]: Parameters<Orders[Name]>
  ): Promise<Awaited<ReturnType<Orders[Name]>>> {
    const order = (this.#orders += 1);
    localStorage.setItem(`${this.#name}.order`, JSON.stringify({ order, name, argument }));
    const { value, failure } = await this.told('done', (told) => told.order === order);
    if (failure !== undefined) throw new Error(failure);
    return value as Awaited<ReturnType<Orders[Name]>>;
  }

  /** Reloads it; resolves with how it stood when it had gone, and how the next one came. */
  async reload(): Promise<{ readonly left: ToldOf<'left'>; readonly shown: ToldOf<'shown'> }> {
    await this.do('reload');
    return { left: await this.told('left'), shown: await this.told('shown') };
  }

  /** Goes to another page; resolves with how this one stood when it had gone. */
  async leave(): Promise<ToldOf<'left'>> {
    await this.do('leave');
    const left = await this.told('left');
    await this.told('shown', ({ away }) => away);
    return left;
  }

  /** Comes back from there by the history; resolves with how: as it was left, or loaded anew. */
  async back(): Promise<ToldOf<'shown'>> {
    await this.do('back');
    return this.told('shown', ({ away }) => !away);
  }

  close(): void {
    this.#abort.abort();
    localStorage.setItem(`${this.#name}.close`, 'now');
    for (const word of ['told', 'order', 'close']) localStorage.removeItem(`${this.#name}.${word}`);
  }
}
