const CONSOLE = ['debug', 'log', 'info', 'warn', 'error', 'dir', 'table', 'trace'] as const;

const EVENTS = [
  ...['statechange', 'transcript', 'interrupted', 'toolcall', 'toolcancel', 'usage', 'goaway', 'reconnect'],
  ...['grounding', 'warning', 'error', 'beforestart', 'tokenrequest', 'toggle', 'mutechange', 'devicechange'],
  ...['feedback', 'message'],
].map((name) => `gemini-live-${name}`);

const MAX_DEPTH = 8;

/** Every text in a value: fields of its own and of its prototypes, those of errors too, names and symbols. */
const textsIn = function* (value: unknown, seen = new Set<unknown>(), depth = 0): Generator<string> {
  if (typeof value === 'string') yield value;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
  // A page's own objects lead everywhere; the page is searched by itself.
  if (seen.has(value) || depth > MAX_DEPTH || value instanceof Node || value === globalThis) return;
  seen.add(value);
  if (value instanceof Headers || value instanceof Map) yield* textsIn([...value], seen, depth + 1);
  if (value instanceof Error) yield* [value.name, value.message, value.stack ?? ''];
  for (
    let owner: unknown = value;
    owner && owner !== Object.prototype;
    owner = Object.getPrototypeOf(owner)
  ) {
    for (const name of Reflect.ownKeys(owner)) {
      yield String(name);
      let field: unknown;
      try {
        field = Reflect.get(value, name) as unknown;
      } catch {
        continue;
      }
      if (typeof field !== 'function') yield* textsIn(field, seen, depth + 1);
    }
  }
};

/** Every text in a tree, through shadow roots: attributes, contents, and what fields hold. */
const textsOf = function* (root: ParentNode): Generator<string> {
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) yield `${name}=${value}`;
    if ('value' in element) yield String(element.value);
    for (const child of element.childNodes) if (!(child instanceof Element)) yield child.textContent ?? '';
    if (element.shadowRoot) {
      yield* textsOf(element.shadowRoot);
      for (const sheet of element.shadowRoot.adoptedStyleSheets)
        for (const rule of sheet.cssRules) yield rule.cssText;
    }
  }
};

const stored = (storage: Storage): string[] => Object.entries(storage).flat().map(String);

/** Looks for secrets in all that a page, another script of it or its logs could read. */
export class Search {
  readonly secrets: string[] = [];
  /** Where one was. */
  readonly found: string[] = [];
  /** Kept from before there was a secret to look for, too. */
  readonly #texts: [place: string, text: string][] = [];
  readonly #abort = new AbortController();
  readonly #console = CONSOLE.map((kind) => [kind, console[kind]] as const);
  readonly #name = window.name;

  constructor() {
    const { signal } = this.#abort;
    for (const [kind, write] of this.#console) {
      console[kind] = (...said: unknown[]) => {
        this.examine(`console.${kind}`, said);
        // Shown all the same, but for the sentences that tests provoke.
        if (kind !== 'warn' && kind !== 'debug') Reflect.apply(write, console, said);
      };
    }
    for (const type of ['error', 'unhandledrejection', 'securitypolicyviolation'])
      addEventListener(type, (event) => this.examine(type, event), { signal, capture: true });
  }

  /** From now on this is not to be found, in whatever form an address may have it. */
  secret(secret: string): string {
    this.secrets.push(secret);
    return secret;
  }

  /** Looks into every event of the element's, as a page's listener could. */
  watch(element: Element): void {
    const { signal } = this.#abort;
    for (const name of EVENTS)
      element.addEventListener(name, (event) => this.examine(name, event), { signal });
  }

  /** Looks into a value, and remembers what it says now. */
  examine(place: string, value: unknown): void {
    for (const text of textsIn(value)) this.#texts.push([place, text]);
  }

  /** Looks everywhere. */
  async look(): Promise<void> {
    await Promise.resolve();
    const add = (place: string, texts: Iterable<string>): void => {
      for (const text of texts) this.#texts.push([place, text]);
    };
    add('the page', textsOf(document));
    add('localStorage', stored(localStorage));
    add('sessionStorage', stored(sessionStorage));
    add('cookies', [document.cookie]);
    add('location', [location.href, document.referrer, document.title]);
    add('history', textsIn(history.state));
    add('window.name', [window.name]);
    for (const { name } of await indexedDB.databases()) add('databases', [name ?? '']);
    for (const entry of performance.getEntries()) add('performance', textsIn(entry.toJSON()));
    for (const live of document.querySelectorAll('gemini-live')) add('properties', publicTexts(live));
    for (const [place, text] of this.#texts.splice(0)) {
      if (this.secrets.some((secret) => holds(text, secret))) this.found.push(place);
    }
  }

  close(): void {
    this.#abort.abort();
    for (const [kind, write] of this.#console) console[kind] = write;
    window.name = this.#name;
  }
}

/** As it is, as a part of an address, and its part that is not the same for all. */
const holds = (text: string, secret: string): boolean =>
  [secret, encodeURIComponent(secret), secret.replace('auth_tokens/', '')].some((form) =>
    text.includes(form),
  );

/** What the element itself tells by its public properties. */
const publicTexts = function* (element: Element): Generator<string> {
  const live = element as unknown as Record<string, unknown>;
  for (const name of ['state', 'transcript', 'usage', 'error', 'devices', 'options', 'config', 'history']) {
    yield* textsIn(live[name]);
  }
};
