import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { en } from '../locales/en.ts';
import { loadLocale as loadOwnLocale, type LoadLocale } from '../locales/load-locale.ts';
import { localeChain, registeredLocale, registerLocale } from '../locales/registry.ts';
import { withOverrides, type TermOverrides, type Terms } from '../locales/terms.ts';

export interface LocalizeOptions {
  /** Default: the locales that come with the element. */
  readonly loadLocale?: LoadLocale;
  /** The page's own wording; read before each render. Default: none. */
  readonly overrides?: () => TermOverrides | undefined;
}

/**
 * The interface's language: the nearest `lang` of the host or what surrounds it, shadow roots included, else the
 * browser's. It follows every change of `lang` above the host. Until a locale has arrived, and when there is none,
 * the terms are English. Direction is left to the page: it is inherited, and styles use logical properties.
 */
export class LocalizeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #loadLocale: LoadLocale;
  readonly #overrides: () => TermOverrides | undefined;
  #observer: MutationObserver | undefined;
  #language = '';
  #locale: Terms = en;
  #terms: Terms = en;
  #merged: TermOverrides | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: LocalizeOptions = {}) {
    (this.#host = host).addController(this);
    this.#loadLocale = options.loadLocale ?? loadOwnLocale;
    this.#overrides = options.overrides ?? (() => undefined);
  }

  /** The words to render with, the page's own wording included. */
  get terms(): Terms {
    const overrides = this.#overrides();
    if (overrides !== this.#merged) {
      this.#merged = overrides;
      this.#terms = overrides ? withOverrides(this.#locale, overrides) : this.#locale;
    }
    return this.#terms;
  }

  hostConnected(): void {
    this.#observer = new MutationObserver(() => this.#follow());
    for (let node: Node | undefined = this.#host; node; node = hostOf(node.getRootNode())) {
      this.#observer.observe(node.getRootNode(), {
        subtree: true,
        attributeFilter: ['lang'],
      });
    }
    this.#follow();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  #follow(): void {
    const language = languageOf(this.#host);
    if (language === this.#language) return;
    this.#language = language;
    void this.#choose(language);
  }

  async #choose(language: string): Promise<void> {
    for (const tag of localeChain(language)) {
      const terms = registeredLocale(tag) ?? (await this.#load(tag));
      if (language !== this.#language) return;
      if (terms) return this.#use(terms);
    }
    this.#use(en);
  }

  async #load(tag: string): Promise<Terms | undefined> {
    if (tag === 'en') return en;
    const terms = await this.#loadLocale(tag).catch(() => undefined);
    if (terms) registerLocale(terms);
    return terms;
  }

  #use(terms: Terms): void {
    if (terms === this.#locale) return;
    this.#locale = terms;
    this.#terms = this.#merged ? withOverrides(terms, this.#merged) : terms;
    this.#host.requestUpdate();
  }
}

const hostOf = (root: Node): Element | undefined => (root instanceof ShadowRoot ? root.host : undefined);

const languageOf = (host: Element): string => {
  for (let element: Element | undefined = host; element; element = hostOf(element.getRootNode())) {
    const language = element.closest('[lang]')?.getAttribute('lang');
    if (language) return language;
  }
  return navigator.language;
};
