import { Connections } from './connections.js';
import { byId, write } from './dom.js';
import { FrameList } from './frame-list.js';
import { TrafficStream } from './stream.js';
import { Tracks } from './tracks.js';

const tracks = new Tracks();
const frames = new FrameList(({ from, start }, seconds) => tracks.play(from, start, start + seconds));
const connections = new Connections((id) => choose(id, true));
/** Whether somebody has chosen; until then the newest connection is shown. */
let chosen = false;

const stream = new TrafficStream({
  connections: ({ list, gone }, first) => {
    if (first) connections.keep(list);
    connections.remove(gone);
    connections.update(list);
    if (!connections.has(stream.connection)) chosen = false;
    if (!chosen && connections.newest !== stream.connection) choose(connections.newest, false);
    else if (first) connections.select(stream.connection);
  },
  frames: (message, first) => {
    if (first) frames.reset(message.connection);
    if (first) tracks.reset(message.connection);
    frames.add(message.rows, message.skipped);
    tracks.update(message.tracks);
  },
  status: (open) => {
    const status = byId('status', HTMLParagraphElement);
    status.dataset['open'] = String(open);
    write(status, open ? 'live' : 'the twin does not answer, trying again …');
  },
});

/**
 * Shows a connection.
 *
 * @param {number} id
 * @param {boolean} wanted by somebody
 */
const choose = (id, wanted) => {
  chosen ||= wanted;
  frames.reset(id);
  tracks.reset(id);
  connections.select(id);
  stream.watch(id);
};

write(byId('base', HTMLElement), location.origin);
stream.watch(0);
