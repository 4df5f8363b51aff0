// Runs in a page under a policy: tries one spoken turn, and tells how that went. Plain JavaScript, served as a file.
const element = document.querySelector('gemini-live');
const told = { states: [], warnings: [], worklets: [], violations: [], complaints: [] };

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

// A microphone of a tone that is switched on and off.
const studio = new AudioContext();
const voice = new GainNode(studio, { gain: 0 });
const tone = new OscillatorNode(studio, { frequency: 300 });
tone.connect(voice);
tone.start();
// Held: WebKit collects this object, and our function on it, when no script refers to it.
globalThis.devices = navigator.mediaDevices;
navigator.mediaDevices.getUserMedia = async () => {
  const out = new MediaStreamAudioDestinationNode(studio, { channelCount: 1 });
  voice.connect(out);
  return out.stream;
};

const talk = async () => {
  await element.start();
  await studio.resume();
  voice.gain.value = 0.5;
  await fetch('./heard');
  voice.gain.value = 0;
  await new Promise((resolve) => {
    const look = () => {
      const { states } = told;
      if (states.indexOf('speaking') > 0 && states.at(-1) === 'listening') resolve();
    };
    look();
    element.addEventListener('gemini-live-statechange', look);
    element.addEventListener('gemini-live-error', resolve);
  });
};

const report = async () => {
  told.defined = customElements.get('gemini-live') !== undefined;
  told.transcript = [];
  told.styled = false;
  if (!told.defined) return;
  element.addEventListener('gemini-live-statechange', ({ state }) => told.states.push(state));
  element.addEventListener('gemini-live-warning', ({ code }) => told.warnings.push(code));
  let refused;
  element.addEventListener('gemini-live-error', ({ error }) => (refused = error));
  await talk().catch((error) => (refused ??= error));
  if (refused) told.error = { code: String(refused.code ?? refused.name), message: refused.message };
  told.transcript = element.transcript.map(({ role, text }) => `${role}: ${text}`);
  await element.updateComplete;
  const panel = element.shadowRoot.querySelector('[part~="panel"]');
  told.styled = panel !== null && getComputedStyle(panel).borderRadius !== '0px';
  await element.stop();
};

addEventListener('load', () => {
  // Only now is it sure whether the element's script was let in.
  report().then(
    () => parent.postMessage(told, '*'),
    (error) => parent.postMessage({ ...told, complaints: [...told.complaints, String(error)] }, '*'),
  );
});
