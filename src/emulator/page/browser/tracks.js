import { byId, make } from './dom.js';
import { length, since } from './format.js';
import { drawWave } from './waveform.js';

/** @typedef {import('../page-messages.ts').Direction} Direction */
/** @typedef {import('../page-messages.ts').SegmentData} SegmentData */
/** @typedef {import('../page-messages.ts').TrackData} TrackData */

const NAMES = { client: 'Client', server: 'Twin' };
const PARTS = { client: 'speech', server: 'answer' };
/** Buttons of a track; the first ones go when there are more. */
const MAX_BUTTONS = 40;

/** All audio of one direction: how loud it is, who speaks where, and buttons that play it. */
class Track {
  /** @readonly */
  element = make('figure', { class: 'track' });
  /** @readonly @type {Direction} */
  #from;
  /** @readonly @type {(start: number, end: number) => void} */
  #play;
  /** @readonly */
  #canvas = make('canvas');
  /** @readonly */
  #caption = make('figcaption');
  /** @readonly */
  #buttons = make('div', { class: 'parts' });
  #peaks = new Uint8Array(0);
  #seconds = 0;
  /** @type {readonly SegmentData[]} */
  #segments = [];
  #labels = '';
  /** @type {number | undefined} */
  playing;

  /**
   * @param {Direction} from
   * @param {(start: number, end: number) => void} play
   */
  constructor(from, play) {
    this.#from = from;
    this.#play = play;
    this.element.dataset['from'] = from;
    this.#canvas.setAttribute('role', 'img');
    this.element.append(this.#caption, this.#canvas, this.#buttons);
    this.#canvas.addEventListener('click', ({ offsetX }) => {
      const at = (offsetX / this.#canvas.clientWidth) * this.#seconds;
      const part = this.#segments.find(({ start, end = this.#seconds }) => at >= start && at <= end);
      if (part) play(part.start, part.end ?? this.#seconds);
      else if (this.#seconds > 0) play(at, this.#seconds);
    });
    new ResizeObserver(() => this.draw()).observe(this.#canvas);
  }

  /** @param {TrackData} data */
  update({ rate, seconds, from, peaks, segments }) {
    const fresh = Uint8Array.from(atob(peaks), (letter) => letter.charCodeAt(0));
    if (from + fresh.length > this.#peaks.length || from < this.#peaks.length) {
      const all = new Uint8Array(from + fresh.length);
      all.set(this.#peaks.subarray(0, from));
      all.set(fresh, from);
      this.#peaks = all;
    }
    this.#seconds = seconds;
    this.#segments = segments;
    const parts = segments.length;
    const what = `${parts} ${PARTS[this.#from]}${parts === 1 ? '' : this.#from === 'client' ? ' parts' : 's'}`;
    const sum = seconds > 0 ? `${length(seconds)} at ${rate / 1000} kHz, ${what}` : 'no audio so far';
    this.#caption.replaceChildren(make('strong', { text: NAMES[this.#from] }), make('span', { text: sum }));
    this.#canvas.setAttribute(
      'aria-label',
      `Loudness of the ${NAMES[this.#from].toLowerCase()}’s audio: ${sum}`,
    );
    this.#showButtons();
    this.draw();
  }

  draw() {
    drawWave(this.#canvas, {
      peaks: this.#peaks,
      seconds: this.#seconds,
      segments: this.#segments,
      playing: this.playing,
    });
  }

  #showButtons() {
    const ended = this.#segments.filter(({ end }) => end !== undefined);
    const labels = ended.map(({ start, end = 0 }) => `${start} ${end}`).join();
    const has = this.#buttons.childElementCount > 0;
    if (labels === this.#labels && has === this.#seconds > 0) return;
    this.#labels = labels;
    const all = this.#button('Play all', 0, () => this.#seconds);
    const parts = ended.slice(-MAX_BUTTONS).map(({ start, end = start }) => {
      const text = `${since(1000 * start).slice(0, -1)} s, ${length(end - start)}`;
      return this.#button(text, start, () => end);
    });
    this.#buttons.replaceChildren(...(this.#seconds > 0 ? [all, ...parts] : []));
  }

  /**
   * @param {string} text
   * @param {number} start
   * @param {() => number} end
   */
  #button(text, start, end) {
    const button = make(
      'button',
      { class: 'part' },
      make('span', { class: 'unseen', text: `${NAMES[this.#from]}: ` }),
      text,
    );
    button.type = 'button';
    button.addEventListener('click', () => this.#play(start, end()));
    return button;
  }
}

/** The audio of both directions, and the player. */
export class Tracks {
  /** @type {Record<Direction, Track> | undefined} */
  #tracks;
  #connection = 0;
  /** @type {{ from: Direction, start: number } | undefined} */
  #playing;
  /** @readonly */
  #player = byId('player', HTMLAudioElement);

  constructor() {
    const follow = () => {
      const track = this.#playing && this.#tracks?.[this.#playing.from];
      if (!track || !this.#playing) return;
      track.playing = this.#playing.start + this.#player.currentTime;
      track.draw();
      if (!this.#player.paused) requestAnimationFrame(follow);
    };
    this.#player.addEventListener('playing', follow);
    this.#player.addEventListener('seeked', follow);
  }

  /** @param {number} connection */
  reset(connection) {
    this.#connection = connection;
    this.#playing = undefined;
    this.#player.removeAttribute('src');
    this.#player.hidden = true;
    /** @param {Direction} from */
    const track = (from) => new Track(from, (start, end) => this.play(from, start, end));
    this.#tracks = { client: track('client'), server: track('server') };
    byId('tracks', HTMLDivElement).replaceChildren(this.#tracks.client.element, this.#tracks.server.element);
  }

  /** @param {Readonly<Record<Direction, TrackData>>} data */
  update({ client, server }) {
    this.#tracks?.client.update(client);
    this.#tracks?.server.update(server);
  }

  /**
   * Plays a stretch, s.
   *
   * @param {Direction} from
   * @param {number} start
   * @param {number} end
   */
  play(from, start, end) {
    for (const track of Object.values(this.#tracks ?? {})) {
      track.playing = undefined;
      track.draw();
    }
    this.#playing = { from, start };
    const query = `from=${from}&start=${start.toFixed(3)}&end=${end.toFixed(3)}`;
    this.#player.src = `/traffic/connections/${this.#connection}/audio.wav?${query}`;
    this.#player.hidden = false;
    this.#player.play().catch(() => undefined);
  }
}
