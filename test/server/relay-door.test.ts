import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { RelayOptions, TicketStore } from '../../src/server/index.ts';
import { UsedTickets } from '../../src/server/tickets/used-tickets.ts';
import { newTicketId, signTicket, ticketKey, type Ticket } from '../../src/server/tickets/ticket.ts';
import { Client } from '../emulator/client.ts';
import { fakeService, RelayStage, SECRET, VERTEX_MODEL } from './support/relay-stage.ts';
import { ORIGIN } from './support/requests.ts';

const open = async (context: TestContext, more: Partial<RelayOptions> = {}): Promise<RelayStage> =>
  RelayStage.open(context, await fakeService(context, () => undefined), more);

const at = (ticket: string): string => `/live?ticket=${encodeURIComponent(ticket)}`;

/** A ticket of the test's own making. */
const forge = async (changes: Partial<Ticket> = {}, secret = SECRET): Promise<string> =>
  signTicket(await ticketKey(secret), {
    id: newTicketId(),
    model: VERTEX_MODEL,
    origin: ORIGIN,
    expires: Date.now() + 30_000,
    ...changes,
  });

const flipped = (text: string, index: number): string =>
  text.slice(0, index) + (text[index] === 'A' ? 'B' : 'A') + text.slice(index + 1);

describe('relay: who is let in', () => {
  it('a good ticket once, and not twice', async (context) => {
    const stage = await open(context);
    const ticket = await stage.ticket();
    assert.equal((await stage.upgrade(at(ticket))).status, 101);
    const again = await stage.upgrade(at(ticket));
    assert.deepEqual([again.status, again.body], [401, '{"error":{"code":"ticket"}}']);
    const refused = await stage.event('refused');
    assert.deepEqual([refused.reason, refused.detail], ['ticket', 'ticket used']);
    assert.equal(JSON.stringify(stage.events).includes(ticket.slice(10, 40)), false);
  });

  it('of many that come with one ticket at the same time, one', async (context) => {
    const used = new Set<string>();
    const tickets: TicketStore = {
      claim: async (id) => {
        const first = !used.has(id);
        used.add(id);
        return Promise.resolve(first);
      },
    };
    const stage = await open(context, { tickets, limits: { connectionsPerKey: 100 } });
    const ticket = await stage.ticket();
    const answers = await Promise.all(Array.from({ length: 20 }, () => stage.upgrade(at(ticket))));
    assert.equal(answers.filter(({ status }) => status === 101).length, 1);
    assert.equal(answers.filter(({ status }) => status === 401).length, 19);
  });

  const good = (): Promise<string> => forge();
  for (const [what, make, detail] of [
    ['none', () => '', 'ticket missing'],
    ['garbage', () => 'x'.repeat(100), 'ticket malformed'],
    ['too long', () => `rt1.${'a'.repeat(5000)}.b`, 'ticket malformed'],
    ['one of another secret', () => forge({}, 'another-secret-that-has-more-than-32-bytes'), 'ticket forged'],
    ['one whose content was changed', async () => flipped(await good(), 30), 'ticket forged'],
    ['one whose signature was changed', async () => flipped(await good(), (await good()).length - 20), ''],
    ['one without its signature', async () => (await good()).replace(/\.[^.]*$/, '.'), 'ticket malformed'],
    ['one of another form', async () => (await good()).replace('rt1', 'rt2'), 'ticket malformed'],
    ['one that has expired', () => forge({ expires: Date.now() - 1 }), 'ticket expired'],
    ['one that lives too long', () => forge({ expires: Date.now() + 3_600_000 }), 'ticket expired'],
  ] as const) {
    it(`401: ${what}`, async (context) => {
      const stage = await open(context);
      const answer = await stage.upgrade(at(await make()));
      assert.equal(answer.status, 401);
      const refused = await stage.event('refused');
      if (detail !== '') assert.equal(refused.detail, detail);
      assert.equal(stage.relay.connections, 0);
    });
  }

  it('403: another origin than the ticket’s, none, or one that is not on the relay’s list', async (context) => {
    const stage = await open(context);
    const other = { origin: 'https://other.example' };
    assert.equal((await stage.upgrade(at(await forge()), other)).status, 403);
    assert.equal((await stage.upgrade(at(await forge()), {})).status, 403);
    assert.equal((await stage.upgrade(at(await forge()), { origin: 'null' })).status, 403);
    const listed = await open(context, { allowedOrigins: ['https://third.example'] });
    assert.equal((await listed.upgrade(at(await forge()))).status, 403);
  });

  it('a ticket without an origin is for programs, and for listed pages', async (context) => {
    const stage = await open(context);
    const ticket = (): Promise<string> => stage.ticket({ authorize: () => true }, null);
    assert.equal((await stage.upgrade(at(await ticket()), {})).status, 101);
    assert.equal((await stage.upgrade(at(await ticket()))).status, 403);
    const listed = await open(context, { allowedOrigins: [ORIGIN] });
    assert.equal((await listed.upgrade(at(await ticket()))).status, 101);
  });

  it('429 and 503: too many of one key, and of all; there is room again when one has gone', async (context) => {
    const stage = await open(context, { limits: { connections: 2, connectionsPerKey: 1 } });
    const of = (subject: string): Promise<string> => stage.ticket({ subject: () => subject });
    const connect = async (subject: string): Promise<Client> => {
      const client = new Client(stage.address(await of(subject)), { origin: ORIGIN });
      await client.opened;
      return client;
    };
    const first = await connect('ada');
    const again = await stage.upgrade(at(await of('ada')));
    assert.deepEqual([again.status, again.retryAfter], [429, '5']);
    await connect('bob');
    assert.equal((await stage.upgrade(at(await of('eve')))).status, 503);
    first.close();
    await stage.event('closed');
    await first.closed;
    while (stage.relay.connections > 1) await new Promise(setImmediate);
    assert.equal((await stage.upgrade(at(await of('ada')))).status, 101);
  });

  it('503: the store of tickets fails, or the host’s key() throws', async (context) => {
    const failing = await open(context, { tickets: { claim: () => Promise.reject(new Error('down')) } });
    assert.equal((await failing.upgrade(at(await forge()))).status, 503);
    const throwing = await open(context, {
      key: () => {
        throw new Error('no key');
      },
    });
    assert.equal((await throwing.upgrade(at(await forge()))).status, 503);
    assert.match((await throwing.event('refused')).detail, /no key/);
  });

  it('503, and not “used”: the store is full; the same ticket is let in when there is room', async (context) => {
    const tickets = new UsedTickets(1);
    const now = Date.now();
    tickets.claim('another', now + 20_000);
    const stage = await open(context, { tickets, refusals: 'close' });
    const ticket = await stage.ticket();
    const answer = await stage.upgrade(at(ticket));
    assert.deepEqual([answer.status, answer.retryAfter], [503, '5']);
    const refused = await stage.event('refused');
    assert.deepEqual(
      [refused.reason, refused.status, refused.detail],
      ['unavailable', 503, 'Error: the store of tickets is full'],
    );
    context.mock.timers.enable({ apis: ['Date'], now: now + 20_001 });
    assert.equal((await stage.upgrade(at(ticket))).status, 101);
  });

  it('refusals: "close" tells the page why, by 4401', async (context) => {
    const stage = await open(context, { refusals: 'close' });
    const ticket = await forge({ expires: Date.now() - 1 });
    const page = new Client(stage.address(ticket), { origin: ORIGIN });
    assert.deepEqual(await page.closed, { code: 4401, reason: 'ticket expired' });
    const other = await stage.upgrade(at(ticket), { origin: ORIGIN, 'sec-websocket-version': '5' });
    assert.equal(other.status, 400);
  });

  it('not for everyone at once: past a hundred, refusals are plain HTTP again', async (context) => {
    const stage = await open(context, { refusals: 'close' });
    const ticket = await forge({ expires: Date.now() - 1 });
    // These take the socket, and never answer its closing.
    const many = Array.from({ length: 150 }, () => stage.upgrade(at(ticket), { origin: ORIGIN }, true));
    const statuses = (await Promise.all(many)).map(({ status }) => status);
    assert.deepEqual([...new Set(statuses)].sort(), [101, 401]);
  });

  it('other paths are left to others, and 404 when there are none', async (context) => {
    const stage = await open(context);
    assert.equal((await stage.upgrade('/other')).status, 404);
    stage.server.on('upgrade', ({ url }, socket) => {
      if (url === '/other') socket.end('HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\n\r\n');
    });
    assert.equal((await stage.upgrade('/other')).status, 418);
  });

  it('what is no proper upgrade is refused by its form', async (context) => {
    const stage = await open(context);
    const answer = await stage.upgrade(at(await forge()), {
      origin: ORIGIN,
      'sec-websocket-key': 'short',
    });
    assert.equal(answer.status, 400);
    await stage.empty();
  });
});
