const GRANTED: { state: PermissionState } = { state: 'granted' };

/** The microphone's permission in the test's hands; the browser's own answer hangs on how it was started. */
export class FakePermission {
  /** One for all who ask, as the browser's own hear of a change at once. */
  readonly #status = Object.assign(new EventTarget(), GRANTED);
  /** Somebody listens to its changes. */
  watched = false;

  constructor() {
    const { addEventListener } = this.#status;
    this.#status.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      this.watched = true;
      addEventListener.apply(this.#status, args);
    };
    const own = navigator.permissions as Permissions | undefined;
    const query = (wish: PermissionDescriptor): Promise<unknown> =>
      (wish.name as string) === 'microphone'
        ? Promise.resolve(this.#status)
        : (own?.query(wish) ?? Promise.reject(new TypeError('It is not known here.')));
    Object.defineProperty(navigator, 'permissions', { configurable: true, value: { query } });
  }

  /** The visitor, or their browser, changes it. */
  become(state: PermissionState): void {
    this.#status.state = state;
    this.#status.dispatchEvent(new Event('change'));
  }

  close(): void {
    Reflect.deleteProperty(navigator, 'permissions');
  }
}
