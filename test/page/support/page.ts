import type { Address, Look, Order, Orders, Told } from './messages.ts';

// Runs in a window of its own: the page of a host with the built script, or the one that the visitor goes to from there.

const away = location.hash === '#away';
const given = Object.fromEntries(new URLSearchParams(location.search)) as unknown as Address;
const born = performance.timeOrigin + performance.now();

let told = 0;
const tell = (what: Told): void => {
  // Counted: the same text twice is no event.
  localStorage.setItem(`${given.name}.told`, JSON.stringify([(told += 1), born, what]));
};

const complaints: string[] = [];
addEventListener('error', ({ message }) => complaints.push(message));
addEventListener('unhandledrejection', ({ reason }) => complaints.push(String(reason)));

const tracks: MediaStreamTrack[] = [];
// Held: WebKit collects this object, and our function on it, when no script refers to it.
const devices = Object.assign(globalThis, { devices: navigator.mediaDevices }).devices;
const ask = devices.getUserMedia.bind(devices);
devices.getUserMedia = async (constraints) => {
  const stream = await ask(constraints);
  tracks.push(...stream.getTracks());
  return stream;
};

const tokens: string[] = [];
const mint = async (): Promise<string> => {
  const answer = await fetch(`${given.twin}/v1alpha/auth_tokens?key=${given.key}`, {
    method: 'POST',
    body: '{}',
  });
  const { name } = (await answer.json()) as { name: string };
  tokens.push(name);
  return name;
};

let handle = '';
/** As a host has it: the tag in the page, and the script tag for it. */
const element = document.createElement('gemini-live');
const stand = async (): Promise<void> => {
  element.id = 'chat';
  element.setAttribute('persist', 'session');
  element.setAttribute('base-url', given.twin);
  element.setAttribute('activity-handling', 'no-interruption');
  element.options = { debug: true };
  element.tokenProvider = mint;
  element.addEventListener('gemini-live-message', ({ message }) => {
    handle = message.sessionResumptionUpdate?.newHandle ?? handle;
  });
  element.addEventListener('gemini-live-warning', ({ code }) => {
    // A machine that others use, too, may be slow to play.
    if (code !== 'sound-away') complaints.push(code);
  });
  element.addEventListener('gemini-live-error', ({ error }) => complaints.push(error.code));
  const script = document.createElement('script');
  script.type = 'module';
  script.src = given.script;
  document.body.append(element, script);
  await customElements.whenDefined('gemini-live');
};

const until = (holds: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const names = ['statechange', 'transcript', 'message'] as const;
    const look = (): void => {
      if (!holds()) return;
      for (const name of names) element.removeEventListener(`gemini-live-${name}`, look);
      resolve();
    };
    for (const name of names) element.addEventListener(`gemini-live-${name}`, look);
    look();
  });

const look = (): Look => ({
  state: element.state,
  transcript: element.transcript.map(({ role, text }) => `${role}: ${text}`),
  tracks: tracks.map(({ readyState }) => readyState),
  handle,
  stored: JSON.stringify(Object.entries(sessionStorage)),
  secrets: [...tokens, given.key, given.twin, location.search],
  complaints,
});

/** After the answer is out. */
const soon = (act: () => void): void => void setTimeout(act);

const ORDERS: Orders = {
  say: async (text) => {
    const before = handle;
    const { length } = element.transcript;
    element.sendText(text);
    await until(() => element.transcript.length >= length + 2 && handle !== before);
    await until(() => element.transcript.at(-1)?.final === true && element.state === 'listening');
  },
  start: () => element.start(),
  stop: () => element.stop(),
  restored: async () => {
    while (element.transcript.length === 0) await new Promise(requestAnimationFrame);
  },
  look,
  reload: () => soon(() => location.reload()),
  leave: () => soon(() => location.assign(`${location.pathname}?away&${location.search.slice(1)}#away`)),
  back: () => soon(() => history.back()),
};

const obey = async ({ order, name, argument = '' }: Order): Promise<void> => {
  try {
    tell({ kind: 'done', order, value: await ORDERS[name](argument) });
  } catch (error) {
    tell({ kind: 'done', order, failure: String(error) });
  }
};

addEventListener('storage', ({ key, newValue }) => {
  if (key === `${given.name}.close`) window.close();
  if (key === `${given.name}.order` && newValue) void obey(JSON.parse(newValue) as Order);
});

if (!away) await stand();
// After the element's own: it has heard of it by then.
addEventListener('pagehide', ({ persisted }) => {
  if (!away) tell({ kind: 'left', persisted, look: look() });
});
addEventListener('pageshow', ({ persisted }) => persisted && tell({ kind: 'shown', persisted, born, away }));
tell({ kind: 'shown', persisted: false, born, away });
