// Runs in a page under a policy: a conversation that needs every piece that loads later. Plain JavaScript, served as a file.
import { element, run, speak, told } from './csp-watch.js';

/** Long enough for a busy machine, short enough for the report to say what was waited for. */
const PATIENCE_MS = 15_000;

const until = async (what, look) => {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = look();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`In vain: ${what}`);
    await new Promise(requestAnimationFrame);
  }
};

const shown = (part) => {
  const found = element.shadowRoot?.querySelector(`[part~="${part}"]`);
  return found?.checkVisibility() ? found : undefined;
};

/** Waits for a part of the interface, and notes that it was seen. */
const see = async (part) => {
  const found = await until(part, () => shown(part));
  told.seen.push(part);
  return found;
};

const picture = () => {
  const canvas = new OffscreenCanvas(8, 8);
  canvas.getContext('2d').fillRect(0, 0, 4, 8);
  return canvas.convertToBlob();
};

/** Space, held in the panel, is push to talk: it is taken once that has loaded. */
const holds = () =>
  !shown('panel')?.dispatchEvent(
    new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true, composed: true }),
  );

run(async () => {
  told.seen = [];
  element.options = {
    record: true,
    hybridEndOfTurn: true,
    usageLimit: 1e9,
    offers: ['camera', 'screen', 'picture', 'voice', 'usage'],
  };
  element.tools = [
    {
      declaration: { name: 'place_order' },
      handler: () => 'Ordered.',
      confirm: 'This charges your card.',
    },
  ];
  element.show();
  await see('voice-select');
  const starting = element.start();
  (await see('consent-accept')).click();
  await starting;
  await speak();
  for (const part of ['entry-user', 'entry-model', 'source']) await see(part);
  const suggestions = await see('suggestions');
  const link = await until('a link', () => suggestions.firstElementChild?.shadowRoot?.querySelector('a'));
  told.seen.push(`a link that is ${getComputedStyle(link).color}`);

  element.sendText('Order it.');
  (await see('question-allow')).click();
  await see('call-done');
  await see('usage');

  await element.startVideo('camera');
  const video = await see('preview-video');
  await until('a picture of the camera', () => video.videoWidth > 0);
  await element.sendImage(await picture());
  const sent = await see('picture');
  await until('the copy', () => sent.complete && sent.naturalWidth > 0);
  element.stopVideo();

  const status = () => element.shadowRoot.querySelector('[part~="status"]').textContent;
  const before = status();
  element.lang = 'ar';
  await until('Arabic', () => status() !== before);

  element.vad = 'manual';
  const back = new Promise((resolve) => element.addEventListener('gemini-live-reconnect', resolve));
  await fetch('./drop');
  await back;
  await see('talk');
  await until('push to talk', holds);
  dispatchEvent(new KeyboardEvent('keyup', { key: ' ' }));

  told.seen.push(`a recording of ${element.recording().type}`);
  // What is not legal is warned of: the sentence is a chunk of its own.
  element.placement = 'nowhere';
  await until('warnings', () => told.complaints.length > 1);
});
