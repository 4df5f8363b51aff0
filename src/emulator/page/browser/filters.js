import { byId, make } from './dom.js';

/** @typedef {import('../page-messages.ts').FrameData} FrameData */
/** @typedef {import('../page-messages.ts').FrameKind} FrameKind */

/** @type {readonly FrameKind[]} */
const KINDS = ['setup', 'audio', 'video', 'text', 'transcript', 'turn', 'tools', 'session', 'usage', 'other'];

/** What of the messages is shown. */
export class Filters {
  /** @type {Set<FrameKind>} */
  #kinds = new Set(KINDS);
  #words = '';

  /** @param {() => void} changed */
  constructor(changed) {
    const boxes = KINDS.map((kind) => {
      const box = make('input');
      box.type = 'checkbox';
      box.checked = true;
      box.addEventListener('change', () => {
        if (box.checked) this.#kinds.add(kind);
        else this.#kinds.delete(kind);
        changed();
      });
      const label = make('label', { class: 'chip' }, box, make('span', { text: kind }));
      label.dataset['kind'] = kind;
      return label;
    });
    byId('filters', HTMLFieldSetElement).append(...boxes);
    const search = byId('search', HTMLInputElement);
    search.addEventListener('input', () => {
      this.#words = search.value.trim().toLowerCase();
      changed();
    });
  }

  /** @param {FrameData} frame */
  takes({ kinds, text, from }) {
    if (!kinds.some((kind) => this.#kinds.has(kind))) return false;
    return this.#words === '' || `${from} ${kinds.join(' ')} ${text}`.toLowerCase().includes(this.#words);
  }
}
