// What a page under a policy notices of itself, and what it tells of that. Plain JavaScript, served as a file.
export const element = document.querySelector('gemini-live');
export const told = { states: [], warnings: [], worklets: [], violations: [], complaints: [] };

const place = (address) => {
  if (!/^\w+:\/\//.test(address)) return address.split(':')[0];
  return new URL(address).origin === location.origin ? 'own' : 'other';
};
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
  told.violations.push(`${effectiveDirective} ${place(blockedURI)}`),
);
addEventListener('error', ({ message }) => message && told.complaints.push(message));
addEventListener('unhandledrejection', ({ reason }) => told.complaints.push(String(reason)));
for (const kind of ['error', 'warn']) console[kind] = (...words) => told.complaints.push(words.join(' '));

const add = AudioWorklet.prototype.addModule;
AudioWorklet.prototype.addModule = async function (address) {
  const from =
    /^(blob|data):/.exec(address)?.[1] ?? (new URL(address).origin === location.origin ? 'own' : 'other');
  try {
    await add.call(this, address);
    told.worklets.push(`${from} loaded`);
  } catch (error) {
    told.worklets.push(`${from} refused`);
    throw error;
  }
};

// A camera whose picture is a canvas that is painted anew and anew.
const painted = () => {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  const paint = (time) => {
    pen.fillStyle = time % 1000 < 500 ? 'red' : 'blue';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    requestAnimationFrame(paint);
  };
  paint(0);
  return canvas.captureStream(15);
};

// A microphone of a tone that is switched on and off. A real one is never exactly silent; this is nothing at 16 bits.
const NOISE = 1e-6;
const studio = new AudioContext();
export const voice = new GainNode(studio, { gain: NOISE });
const tone = new OscillatorNode(studio, { frequency: 300 });
tone.connect(voice);
tone.start();
// Held: WebKit collects this object, and our function on it, when no script refers to it.
globalThis.devices = navigator.mediaDevices;
navigator.mediaDevices.getUserMedia = async ({ video } = {}) => {
  if (video) return painted();
  const out = new MediaStreamAudioDestinationNode(studio, { channelCount: 1 });
  voice.connect(out);
  return out.stream;
};

/** Resolves once an answer was given and the element listens again. */
const answered = (from) =>
  new Promise((resolve) => {
    const look = () => {
      const states = told.states.slice(from);
      if (states.includes('speaking') && states.at(-1) === 'listening') resolve();
    };
    look();
    element.addEventListener('gemini-live-statechange', look);
    element.addEventListener('gemini-live-error', resolve);
  });

/** The visitor says a word, and hears the answer. */
export const speak = async () => {
  const { length } = told.states;
  await studio.resume();
  voice.gain.value = 0.5;
  await fetch('./heard');
  voice.gain.value = NOISE;
  await answered(length);
};

const report = async (act) => {
  told.defined = customElements.get('gemini-live') !== undefined;
  told.transcript = [];
  told.styled = false;
  if (!told.defined) return;
  element.addEventListener('gemini-live-statechange', ({ state }) => told.states.push(state));
  element.addEventListener('gemini-live-warning', ({ code }) => told.warnings.push(code));
  let refused;
  element.addEventListener('gemini-live-error', ({ error }) => (refused = error));
  await act().catch((error) => (refused ??= error));
  if (refused) told.error = { code: String(refused.code ?? refused.name), message: refused.message };
  told.transcript = element.transcript.map(({ role, text }) => `${role}: ${text}`);
  await element.updateComplete;
  const panel = element.shadowRoot.querySelector('[part~="panel"]');
  told.styled = panel !== null && getComputedStyle(panel).borderRadius !== '0px';
  await element.stop();
};

/** Does this once the page is there, and tells the page around it what came of it. */
export const run = (act) =>
  addEventListener('load', () => {
    // Only now is it sure whether the element's script was let in.
    report(act).then(
      () => parent.postMessage(told, '*'),
      (error) => parent.postMessage({ ...told, complaints: [...told.complaints, String(error)] }, '*'),
    );
  });
