import { byId, write } from './dom.js';
import { count } from './format.js';
import { Filters } from './filters.js';
import { FrameRow } from './frame-row.js';

/** @typedef {import('../page-messages.ts').FrameData} FrameData */
/** @typedef {import('./frame-row.js').Entry} Entry */

/** Entries that are kept, and rows that stand on the page. What is older is in the recording. */
const KEPT = 5_000;
const SHOWN = 1_000;
/** Audio of one direction is one row for so long, ms, so that the rows stay in the order of time. */
const AUDIO_ROW_MS = 5_000;
/** Closer than this to the end, px, the list follows what is new. */
const NEAR_END = 40;

/** The messages of one connection. */
export class FrameList {
  /** @type {Entry[]} */
  #entries = [];
  /** @type {FrameRow[]} */
  #rows = [];
  /** The audio that is being collected, by direction. @type {Map<string, Entry>} */
  #open = new Map();
  /** @type {Map<Entry, FrameRow>} */
  #rowOf = new Map();
  #frames = 0;
  #skipped = 0;
  #paused = false;
  #connection = 0;
  /** @readonly */
  #list = byId('frames', HTMLOListElement);
  /** @readonly */
  #filters = new Filters(() => this.#render());
  /** @readonly @type {(frame: FrameData, seconds: number) => void} */
  #play;

  /** @param {(frame: FrameData, seconds: number) => void} play */
  constructor(play) {
    this.#play = play;
    const pause = byId('pause', HTMLButtonElement);
    pause.addEventListener('click', () => {
      this.#paused = !this.#paused;
      pause.setAttribute('aria-pressed', String(this.#paused));
      if (!this.#paused) this.#render();
      this.#note();
    });
    byId('clear', HTMLButtonElement).addEventListener('click', () => this.#forget());
    const newest = byId('newest', HTMLButtonElement);
    newest.addEventListener('click', () => this.#toEnd());
    this.#list.addEventListener('scroll', () => (newest.hidden = this.#atEnd), { passive: true });
  }

  /** @param {number} connection */
  reset(connection) {
    this.#connection = connection;
    this.#frames = 0;
    this.#skipped = 0;
    this.#forget();
  }

  /**
   * @param {readonly FrameData[]} frames
   * @param {number} skipped
   */
  add(frames, skipped) {
    const follow = this.#atEnd;
    this.#frames += frames.length + skipped;
    this.#skipped += skipped;
    for (const frame of frames) this.#take(frame);
    if (this.#entries.length > KEPT) this.#entries.splice(0, this.#entries.length - KEPT);
    this.#trim();
    if (follow && !this.#paused) this.#toEnd();
    else byId('newest', HTMLButtonElement).hidden = this.#atEnd;
    this.#note();
  }

  get #atEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.#list;
    return scrollHeight - clientHeight - scrollTop < NEAR_END;
  }

  #toEnd() {
    this.#list.scrollTop = this.#list.scrollHeight;
    byId('newest', HTMLButtonElement).hidden = true;
  }

  /** @param {FrameData} frame */
  #take(frame) {
    const { from, ms, bytes, seconds } = frame;
    const open = this.#open.get(from);
    if (frame.onlyAudio && open && ms - open.frame.ms < AUDIO_ROW_MS) {
      open.frames += 1;
      open.bytes += bytes;
      open.seconds += seconds;
      if (!this.#paused) this.#rowOf.get(open)?.update();
      return;
    }
    /** @type {Entry} */
    const entry = { frame, frames: 1, bytes, seconds };
    if (frame.onlyAudio) this.#open.set(from, entry);
    else this.#open.delete(from);
    this.#entries.push(entry);
    if (!this.#paused && this.#filters.takes(frame)) this.#list.append(this.#row(entry).item);
  }

  /** @param {Entry} entry */
  #row(entry) {
    const known = this.#rowOf.get(entry);
    if (known) {
      known.update();
      return known;
    }
    const row = new FrameRow(entry, this.#connection, this.#play);
    this.#rowOf.set(entry, row);
    this.#rows.push(row);
    return row;
  }

  #trim() {
    const many = this.#rows.length - SHOWN;
    if (many <= 0) return;
    for (const { item, entry } of this.#rows.splice(0, many)) {
      item.remove();
      this.#rowOf.delete(entry);
    }
  }

  #render() {
    const shown = this.#entries.filter(({ frame }) => this.#filters.takes(frame)).slice(-SHOWN);
    const rows = shown.map((entry) => this.#row(entry));
    const kept = new Set(rows);
    for (const row of this.#rows) if (!kept.has(row)) this.#rowOf.delete(row.entry);
    this.#rows = rows;
    this.#list.replaceChildren(...rows.map(({ item }) => item));
    this.#toEnd();
    this.#note();
  }

  #forget() {
    this.#entries = [];
    this.#rows = [];
    this.#rowOf.clear();
    this.#open.clear();
    this.#list.replaceChildren();
    this.#note();
  }

  #note() {
    write(byId('message-count', HTMLSpanElement), count(this.#frames));
    const notes = [
      ...(this.#paused ? ['Paused: what comes is counted and kept.'] : []),
      ...(this.#skipped > 0 ? [`${count(this.#skipped)} older messages are in the recording alone.`] : []),
      ...(this.#rows.length === 0 && this.#entries.length > 0 && !this.#paused
        ? ['Nothing fits the filter.']
        : []),
    ];
    write(byId('note', HTMLParagraphElement), notes.join(' '));
  }
}
