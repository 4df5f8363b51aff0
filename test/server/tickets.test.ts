import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTicketHandler, type TicketAnswer, type TicketHandlerOptions } from '../../src/server/index.ts';
import { readTicket, ticketKey } from '../../src/server/tickets/ticket.ts';
import { UsedTickets } from '../../src/server/tickets/used-tickets.ts';
import { SECRET, ticketOptions, VERTEX_MODEL } from './support/relay-stage.ts';
import { ORIGIN, refusalOf, tokenRequest } from './support/requests.ts';

const RELAY = 'wss://www.example.com/live';
const body = JSON.stringify({ model: VERTEX_MODEL });

const ask = (more: Partial<TicketHandlerOptions> = {}, request = tokenRequest({ body })): Promise<Response> =>
  createTicketHandler({ ...ticketOptions(RELAY), ...more })(request, { remoteAddress: '192.0.2.1' });

describe('ticket endpoint', () => {
  it('answers a ticket for this model, origin and minute, in the form of a token', async () => {
    const before = Date.now();
    const response = await ask({ subject: () => Promise.resolve('ada') });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('access-control-allow-origin'), ORIGIN);
    const answer = (await response.json()) as TicketAnswer;
    assert.equal(answer.baseUrl, RELAY);
    assert.deepEqual(answer.locked, ['model', 'systemInstruction', 'tools', 'safetySettings']);
    const ticket = await readTicket(await ticketKey(SECRET), answer.token, Date.now());
    assert.ok(typeof ticket === 'object');
    const { id, expires, ...rest } = ticket;
    assert.deepEqual(rest, { model: VERTEX_MODEL, origin: ORIGIN, subject: 'ada' });
    assert.match(id, /^[\w-]{22}$/);
    assert.ok(expires >= before + 60_000 && expires <= Date.now() + 60_000);
    assert.equal(Date.parse(answer.newSessionExpireTime), expires);
    assert.equal(answer.token.includes(SECRET), false);
  });

  it('no two are the same', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 50 }, async () => ((await (await ask()).json()) as TicketAnswer).token),
    );
    assert.equal(new Set(tokens).size, 50);
  });

  it('has the rules of the token endpoint', async () => {
    assert.deepEqual(await refusalOf(await ask({}, tokenRequest({ method: 'GET' }))), [405, 'method']);
    const other = { origin: 'https://other.example' };
    assert.deepEqual(await refusalOf(await ask({}, tokenRequest({ body, headers: other }))), [403, 'origin']);
    assert.deepEqual(await refusalOf(await ask({}, tokenRequest())), [400, 'model']);
    assert.deepEqual(await refusalOf(await ask({ authorize: () => false })), [403, 'unauthorized']);
    const failing = (): never => {
      throw new Error(SECRET);
    };
    const failed = await ask({ subject: failing });
    assert.equal((await failed.text()).includes(SECRET), false);
    assert.equal(failed.status, 500);
    const handler = createTicketHandler({ ...ticketOptions(RELAY), rateLimit: { points: 1 } });
    assert.equal((await handler(tokenRequest({ body }))).status, 200);
    assert.deepEqual(await refusalOf(await handler(tokenRequest({ body }))), [429, 'rate-limit']);
  });

  for (const [what, options, message] of [
    ['no secret', { secret: '' }, /secret/],
    ['a short secret', { secret: 'x'.repeat(31) }, /32 bytes/],
    ['bytes that are too few', { secret: new Uint8Array(31) }, /32 bytes/],
    ['no address', { baseUrl: '' }, /baseUrl/],
    ['an address that is a path', { baseUrl: '/live' }, /baseUrl/],
    ['nobody who may ask', { allowedOrigins: [] }, /who may ask/],
    ['a star', { allowedOrigins: ['*'] }, /not an origin/],
    ['a long life', { ttl: 61 }, /ttl/],
    ['no model', { models: [] }, /models is empty/],
    ['a subject that is none', { subject: 'ada' as never }, /subject/],
  ] as const) {
    it(`is not made with ${what}`, () => {
      assert.throws(() => createTicketHandler({ ...ticketOptions(RELAY), ...options }), message);
    });
  }
});

describe('used tickets', () => {
  it('are refused until they have expired, and then forgotten', (context) => {
    context.mock.timers.enable({ apis: ['Date'], now: 0 });
    const used = new UsedTickets(3);
    assert.deepEqual(
      ['a', 'a', 'b'].map((id) => used.claim(id, 1000)),
      [true, false, true],
    );
    assert.equal(used.claim('c', 2000), true);
    // No room is another thing than a second use.
    assert.throws(() => used.claim('d', 2000), /full/);
    assert.equal(used.claim('c', 2000), false);
    context.mock.timers.tick(1001);
    assert.equal(used.claim('d', 2000), true);
    assert.equal(used.size, 2);
  });
});
