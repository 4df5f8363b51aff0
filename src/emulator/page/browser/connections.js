import { byId, make, write } from './dom.js';
import { clock, count, length, size } from './format.js';

/** @typedef {import('../page-messages.ts').ConnectionData} ConnectionData */

/** @param {ConnectionData} data */
const modelOf = ({ model }) => model?.replace(/^.*models\//, '') ?? 'no setup yet';

/** @param {ConnectionData} data */
const stateOf = ({ close }) => (close ? `closed ${close.code}` : 'live');

/**
 * What a close code says at a glance: an end that somebody wanted, or one that somebody should look at.
 *
 * @param {ConnectionData} data
 */
const toneOf = ({ close }) => {
  if (!close) return 'live';
  return [1000, 1001, 1005].includes(close.code) ? 'ended' : 'failed';
};

/** The list of connections, the newest first, and the facts of the one that is chosen. */
export class Connections {
  /** @type {Map<number, { data: ConnectionData, item: HTMLLIElement }>} */
  #all = new Map();
  #chosen = 0;
  /** @readonly @type {(id: number) => void} */
  #choose;

  /** @param {(id: number) => void} choose */
  constructor(choose) {
    this.#choose = choose;
  }

  get newest() {
    return Math.max(0, ...this.#all.keys());
  }

  /** @param {number} id */
  has(id) {
    return this.#all.has(id);
  }

  /** @param {readonly number[]} ids */
  remove(ids) {
    for (const id of ids) {
      this.#all.get(id)?.item.remove();
      this.#all.delete(id);
    }
    this.#count();
  }

  /**
   * Forgets all but these. Those that stay keep their place, and the focus.
   *
   * @param {readonly ConnectionData[]} list
   */
  keep(list) {
    const ids = new Set(list.map(({ id }) => id));
    this.remove([...this.#all.keys()].filter((id) => !ids.has(id)));
  }

  /** @param {readonly ConnectionData[]} list */
  update(list) {
    const parent = byId('connections', HTMLUListElement);
    for (const data of list) {
      const known = this.#all.get(data.id);
      const item = known?.item ?? this.#item(data.id);
      this.#all.set(data.id, { data, item });
      if (!known) parent.prepend(item);
      this.#fill(item, data);
      if (data.id === this.#chosen) this.#facts(data);
    }
    this.#count();
  }

  /** @param {number} id */
  select(id) {
    this.#chosen = id;
    for (const [one, { item }] of this.#all) {
      item.firstElementChild?.setAttribute('aria-current', String(one === id));
    }
    const data = this.#all.get(id)?.data;
    byId('chosen', HTMLDivElement).hidden = !data;
    byId('nothing', HTMLParagraphElement).hidden = Boolean(data) || this.#all.size === 0;
    if (data) this.#facts(data);
  }

  #count() {
    const live = [...this.#all.values()].filter(({ data }) => !data.close).length;
    write(
      byId('connection-count', HTMLSpanElement),
      this.#all.size === 0 ? '' : `${live} live, ${this.#all.size} in all`,
    );
    byId('no-connections', HTMLParagraphElement).hidden = this.#all.size > 0;
  }

  /** @param {number} id */
  #item(id) {
    const button = make(
      'button',
      { class: 'connection' },
      make('span', { class: 'id' }),
      make('span', { class: 'model' }),
      make('span', { class: 'state' }),
      make('span', { class: 'sum' }),
    );
    button.type = 'button';
    button.addEventListener('click', () => this.#choose(id));
    return make('li', {}, button);
  }

  /**
   * @param {HTMLLIElement} item
   * @param {ConnectionData} data
   */
  #fill(item, data) {
    const { client, server } = data.totals;
    /** @param {string} name @param {string} text */
    const put = (name, text) => {
      const part = item.querySelector(`.${name}`);
      if (part) write(part, text);
    };
    put('id', `#${data.id}`);
    put('model', modelOf(data));
    put('state', stateOf(data));
    put('sum', `${clock(data.openedAt)} · ${count(client.frames)} in, ${count(server.frames)} out`);
    item.dataset['tone'] = toneOf(data);
  }

  /** @param {ConnectionData} data */
  #facts(data) {
    const { client, server } = data.totals;
    write(byId('chosen-title', HTMLHeadingElement), `Connection ${data.id}`);
    byId('download', HTMLAnchorElement).href = `/traffic/connections/${data.id}/recording`;
    /** @type {[name: string, value: string][]} */
    const facts = [
      ['Model', data.model ?? 'no setup yet'],
      ['Opened', clock(data.openedAt)],
      ['From the client', `${count(client.frames)} frames, ${size(client.bytes)}`],
      ['From the twin', `${count(server.frames)} frames, ${size(server.bytes)}`],
      ['Address', data.path],
      ...(data.origin === undefined ? [] : [/** @type {[string, string]} */ (['Page', data.origin])]),
      ...(data.close ? [/** @type {[string, string]} */ (['Lasted', length(data.close.ms / 1000)])] : []),
    ];
    const list = byId('facts', HTMLDListElement);
    const fresh = facts.map(([name, value]) =>
      make('div', {}, make('dt', { text: name }), make('dd', { text: value })),
    );
    if (list.textContent !== fresh.map(({ textContent }) => textContent).join(''))
      list.replaceChildren(...fresh);
    this.#closing(data);
  }

  /** @param {ConnectionData} data */
  #closing(data) {
    const line = byId('close', HTMLParagraphElement);
    const { close } = data;
    line.hidden = !close;
    if (!close) return;
    line.dataset['tone'] = toneOf(data);
    const who = close.by === 'client' ? 'The client' : 'The twin';
    const reason = close.reason === '' ? '' : ` “${close.reason}”`;
    const head = `${who} closed with ${close.code}${reason}`;
    const meaning = close.meaning
      .split('`')
      .map((text, index) => (index % 2 === 1 ? make('code', { text }) : text));
    line.replaceChildren(make('strong', { text: head }), make('span', {}, ...meaning));
  }
}
