/** The element under measurement; the bench calls this from outside. */
interface BenchElement extends HTMLElement {
  options: object;
  readonly state: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  sendText(text: string): void;
}

/** What both pages offer: a conversation that can be started, prompted and ended. */
export interface Subject {
  start(): Promise<void>;
  /** A typed turn. */
  ask(text: string): void;
  stop(): Promise<void>;
}

const { searchParams } = new URL(location.href);

const start = async (): Promise<void> => {
  await customElements.whenDefined('gemini-live');
  const element = document.querySelector<BenchElement>('gemini-live');
  if (!element) throw new Error('The page lacks the element.');
  element.options = {
    engine: searchParams.get('engine') ?? 'auto',
    audioConstraints: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  };
  Object.assign(globalThis, {
    subject: {
      start: async () => element.start(),
      ask: (text) => element.sendText(text),
      stop: async () => element.stop(),
    } satisfies Subject,
  });
  await element.start();
};

Object.assign(globalThis, { subject: { start } });
