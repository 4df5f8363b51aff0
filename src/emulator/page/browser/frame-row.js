import { make, write } from './dom.js';
import { count, length, sender, since, size } from './format.js';

/** @typedef {import('../page-messages.ts').FrameData} FrameData */

/**
 * What one row stands for: a frame, or many frames of audio in one direction.
 *
 * @typedef {object} Entry
 * @property {FrameData} frame the first
 * @property {number} frames how many
 * @property {number} bytes
 * @property {number} seconds of audio
 */

/** Strings that are longer are cut, until somebody wants all of it. */
const LONG = 300;

/** @param {Entry} entry */
const summaryOf = ({ frame, frames, seconds }) =>
  frames > 1 ? `${count(frames)} audio frames, ${length(seconds)}` : frame.text;

/**
 * The payload of a recorded line, to be read by people.
 *
 * @param {unknown} line
 * @param {boolean} whole
 */
const readable = (line, whole) => {
  const { text, binary, base64 } = /** @type {Record<string, string | undefined>} */ (line);
  const payload = text ?? binary;
  if (payload === undefined) return `Bytes that are no text, in base64:\n${base64 ?? ''}`;
  try {
    return JSON.stringify(
      JSON.parse(payload),
      (_, value) =>
        !whole && typeof value === 'string' && value.length > LONG
          ? `${value.slice(0, 60)}… (${count(value.length)} characters)`
          : value,
      2,
    );
  } catch {
    return payload;
  }
};

/** A row of the list, with what is behind it on demand. */
export class FrameRow {
  /** @readonly */
  item = make('li');
  /** @readonly @type {Entry} */
  entry;
  /** @type {HTMLDivElement | undefined} */
  #detail;
  /** @readonly */
  #button = make('button', { class: 'frame' });
  /** @readonly @type {number} */
  #connection;
  /** @readonly @type {(frame: FrameData, seconds: number) => void} */
  #play;

  /**
   * @param {Entry} entry
   * @param {number} connection
   * @param {(frame: FrameData, seconds: number) => void} play
   */
  constructor(entry, connection, play) {
    this.entry = entry;
    this.#connection = connection;
    this.#play = play;
    const { frame } = entry;
    this.item.dataset['from'] = frame.from;
    this.item.dataset['kind'] = frame.kinds[0] ?? 'other';
    this.#button.type = 'button';
    this.#button.setAttribute('aria-expanded', 'false');
    this.#button.append(
      make('span', { class: 'time', text: since(frame.ms) }),
      make('span', { class: 'from' }, make('span', { class: 'unseen', text: sender(frame.from) })),
      make('span', { class: 'kind', text: frame.kinds[0] ?? 'other' }),
      make('span', { class: 'summary' }),
      make('span', { class: 'size' }),
    );
    this.#button.addEventListener('click', () => this.#toggle());
    this.item.append(this.#button);
    this.update();
  }

  /** The entry has grown. */
  update() {
    const [, , , summary, bytes] = this.#button.children;
    if (summary) write(summary, summaryOf(this.entry));
    if (bytes) write(bytes, size(this.entry.bytes));
  }

  #toggle() {
    const open = this.#button.getAttribute('aria-expanded') !== 'true';
    this.#button.setAttribute('aria-expanded', String(open));
    if (open) void this.#open();
    else this.#detail?.remove();
  }

  async #open() {
    const { frame, frames, seconds } = this.entry;
    const text = make('pre', { text: 'loading …' });
    text.tabIndex = 0;
    const bar = make('div', { class: 'bar' });
    this.#detail = make('div', { class: 'detail' }, bar, text);
    this.item.append(this.#detail);
    if (seconds > 0) {
      const play = make('button', { text: `Play ${length(seconds)}` });
      play.type = 'button';
      play.addEventListener('click', () => this.#play(frame, this.entry.seconds));
      bar.append(play);
    }
    if (frames > 1) bar.append(make('span', { text: `The first of ${count(frames)} frames:` }));
    const answer = await fetch(`/traffic/connections/${this.#connection}/frames/${frame.index}`).catch(
      () => undefined,
    );
    if (!answer?.ok) {
      text.textContent = answer ? await answer.text() : 'The twin does not answer.';
      return;
    }
    const line = await answer.json();
    text.textContent = readable(line, false);
    if (text.textContent === readable(line, true)) return;
    const whole = make('button', { text: 'Show long strings whole' });
    whole.type = 'button';
    whole.addEventListener('click', () => {
      text.textContent = readable(line, true);
      whole.remove();
      text.focus();
    });
    bar.append(whole);
  }
}
