import { aTimeout, expect } from '@open-wc/testing';
import type { ShownVideo } from '../../../src/conversation/extras.ts';
import { type ExtrasHost, extrasHost } from '../support/extras-host.ts';

const ALL = ['camera', 'screen', 'picture'];
const PICTURE = new File(['x'], 'a.png', { type: 'image/png' });
const OTHER = new File(['x'], 'a.pdf', { type: 'application/pdf' });

const transferOf = (...files: File[]): DataTransfer => {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
};

const shown = (change: Partial<ShownVideo> = {}): ShownVideo => ({
  source: 'camera',
  stream: document.createElement('canvas').captureStream(1),
  facing: 'user',
  canFlip: false,
  flip: () => undefined,
  ...change,
});

const video = (host: ExtrasHost) => host.find('preview-video') as HTMLVideoElement;

/** As the browser tells of files from outside; a page cannot make such an event with files in every engine. */
const bring = (target: Element, type: 'paste' | 'drop' | 'dragover', transfer: DataTransfer): Event => {
  const event = new Event(type, { bubbles: true, composed: true, cancelable: true });
  Object.defineProperty(event, type === 'paste' ? 'clipboardData' : 'dataTransfer', { value: transfer });
  target.dispatchEvent(event);
  return event;
};

describe('what the model can be shown', () => {
  it('is offered only where the page says so, and in a conversation', async () => {
    const host = await extrasHost({}, { offers: ALL });
    const parts = ['camera', 'screen', 'picture-button'];
    for (const part of parts) expect(host.has(part), part).to.equal(true);
    for (const state of ['idle', 'connecting', 'reconnecting', 'ended', 'failed'] as const) {
      await host.change({ state });
      for (const part of parts) expect(host.has(part), `${part} ${state}`).to.equal(false);
    }
    for (const offers of [[], undefined, 'camera', ['Camera', 7, null], { length: 3 }]) {
      host.offers = offers;
      await host.change({ state: 'listening', muted: !host.view.muted });
      for (const part of parts) expect(host.has(part), part).to.equal(false);
    }
  });

  it('has no button for what the browser cannot do', async () => {
    const own = navigator.mediaDevices;
    Object.defineProperty(navigator, 'mediaDevices', {
      value: { getUserMedia: () => undefined },
      configurable: true,
    });
    try {
      const host = await extrasHost({}, { offers: ALL });
      expect(host.has('screen')).to.equal(false);
      expect(host.has('camera')).to.equal(true);
    } finally {
      Reflect.deleteProperty(navigator, 'mediaDevices');
    }
    expect(navigator.mediaDevices).to.equal(own);
  });

  it('toggles camera and screen, and shows no state before it is reached', async () => {
    const host = await extrasHost({}, { offers: ALL });
    const camera = host.find('camera');
    expect(camera.getAttribute('aria-label')).to.equal('Camera');
    camera.click();
    expect(camera.getAttribute('aria-pressed')).to.equal('false');
    await host.extras({ video: shown() });
    expect(camera.getAttribute('aria-pressed')).to.equal('true');
    expect(host.find('screen').getAttribute('aria-pressed')).to.equal('false');
    camera.click();
    host.find('screen').click();
    expect(host.asked).to.deep.equal(['startVideo camera', 'stopVideo', 'startVideo screen']);
  });

  it('shows what the model sees, silent, in its place, and mirrored only where one looks at oneself', async () => {
    const host = await extrasHost();
    const first = shown();
    await host.extras({ video: first });
    const preview = video(host);
    expect(preview.srcObject).to.equal(first.stream);
    expect(preview.muted).to.equal(true);
    expect(preview.playsInline).to.equal(true);
    expect(getComputedStyle(preview).scale).to.equal('-1 1');
    await host.extras({ video: shown({ facing: 'environment' }) });
    expect(video(host)).to.equal(preview);
    expect(getComputedStyle(preview).scale).to.equal('none');
    await host.extras({ video: shown({ source: 'screen', facing: undefined }) });
    expect(getComputedStyle(preview).scale).to.equal('none');
    await host.extras({ video: undefined });
    expect(host.has('preview')).to.equal(false);
    expect(preview.srcObject, 'a video element out of the page holds nothing').to.equal(null);
  });

  it('can be turned and stopped', async () => {
    const host = await extrasHost();
    let turned = 0;
    await host.extras({ video: shown() });
    expect(host.has('preview-flip')).to.equal(false);
    await host.extras({ video: shown({ canFlip: true, flip: () => turned++ }) });
    host.find('preview-flip').click();
    host.find('preview-stop').click();
    expect(turned).to.equal(1);
    expect(host.asked).to.deep.equal(['stopVideo']);
  });

  it('says why camera or screen cannot be shown', async () => {
    const host = await extrasHost({}, { offers: ALL });
    await host.extras({ videoProblem: { source: 'screen', why: 'denied' } });
    expect(host.find('sight-error').textContent).to.equal('Screen: not allowed');
    await host.extras({ videoProblem: undefined });
    expect(host.has('sight-error')).to.equal(false);
  });
});

describe('pictures of the visitor', () => {
  const withField = async (offers: unknown = ALL) => {
    const host = await extrasHost({}, { offers });
    return { host, field: host.find('input') };
  };

  it('are chosen from files', async () => {
    const { host } = await withField();
    const input = host.renderRoot.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('No input.');
    expect(input.accept).to.equal('image/*');
    let opened = 0;
    input.click = () => opened++;
    host.find('picture-button').click();
    expect(opened).to.equal(1);
    input.files = transferOf(PICTURE).files;
    input.dispatchEvent(new Event('change'));
    expect(host.images).to.deep.equal([PICTURE]);
    expect(input.value).to.equal('');
  });

  it('are pasted, unless it is text', async () => {
    const { host, field } = await withField();
    expect(bring(field, 'paste', transferOf(PICTURE)).defaultPrevented).to.equal(true);
    expect(host.images).to.deep.equal([PICTURE]);
    const both = transferOf(PICTURE);
    both.setData('text/plain', 'a table');
    expect(bring(field, 'paste', both).defaultPrevented).to.equal(false);
    expect(bring(field, 'paste', transferOf()).defaultPrevented).to.equal(false);
    expect(host.images).to.have.lengthOf(1);
  });

  it('are dropped onto the panel; another file does not take the page away', async () => {
    const { host } = await withField();
    const panel = host.find('panel');
    expect(bring(panel, 'dragover', transferOf(PICTURE)).defaultPrevented).to.equal(true);
    expect(bring(panel, 'drop', transferOf(PICTURE)).defaultPrevented).to.equal(true);
    expect(host.images).to.deep.equal([PICTURE]);
    const empty = transferOf();
    expect(bring(panel, 'drop', empty).defaultPrevented).to.equal(false);
  });

  it('are looked at by what they are: files of no type, or a false one, are not ignored', async () => {
    const { host, field } = await withField();
    const nameless = new File(['x'], 'a');
    bring(field, 'paste', transferOf(nameless));
    expect(bring(host.find('panel'), 'drop', transferOf(OTHER, PICTURE)).defaultPrevented).to.equal(true);
    expect(host.images).to.deep.equal([nameless, OTHER, PICTURE]);
    const many = Array.from({ length: 20 }, (_, at) => new File(['x'], `${at}`));
    bring(host.find('panel'), 'drop', transferOf(...many));
    expect(host.images, 'eight at once').to.have.lengthOf(3 + 8);
  });

  it('are the page’s own business in what it slotted in, and where nothing is offered', async () => {
    const { host } = await withField();
    const slotted = document.createElement('div');
    host.append(slotted);
    expect(bring(slotted, 'drop', transferOf(PICTURE)).defaultPrevented).to.equal(false);
    const none = await withField([]);
    expect(bring(none.field, 'paste', transferOf(PICTURE)).defaultPrevented).to.equal(false);
    expect([...host.images, ...none.host.images]).to.deep.equal([]);
  });

  it('that cannot be sent are said so, until the next; hanging up is no failure', async () => {
    const { host, field } = await withField();
    host.outcome = Promise.reject(new Error('not readable'));
    bring(field, 'paste', transferOf(PICTURE));
    await aTimeout(0);
    await host.updateComplete;
    expect(host.find('sight-error').textContent).to.equal('Picture: That did not work');
    host.outcome = Promise.reject(new DOMException('over', 'AbortError'));
    bring(field, 'paste', transferOf(PICTURE));
    await aTimeout(0);
    await host.updateComplete;
    expect(host.has('sight-error')).to.equal(false);
  });
});
