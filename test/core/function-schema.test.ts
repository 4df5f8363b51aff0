import { expect } from '@open-wc/testing';
import { Live, type LiveConnectConfig } from '@google/genai/web';
import { declarationOf } from '../../src/core/function-schema.ts';
import type { PlainObject } from '../../src/core/merge.ts';
import { seeded } from '../../src/core/random.ts';

/** What the SDK itself puts on the wire for a function's declaration. */
const bySdk = async (declaration: PlainObject): Promise<unknown> => {
  let frame = '';
  const factory = {
    create: (_url: string, _headers: unknown, on: { onopen(): void; onclose(event: unknown): void }) => ({
      connect: () => queueMicrotask(() => on.onopen()),
      send: (text: string) => {
        frame = text;
        queueMicrotask(() => on.onclose({ code: 1000, reason: '' }));
      },
      close: () => undefined,
    }),
  };
  const client = {
    isVertexAI: () => false,
    getWebsocketBaseUrl: () => 'ws://localhost',
    getApiVersion: () => 'v1beta',
    getHeaders: () => ({}),
    getApiKey: () => '',
    getCustomBaseUrl: () => undefined,
  };
  const live = new Live(...([client, {}, factory] as unknown as ConstructorParameters<typeof Live>));
  const config = { tools: [{ functionDeclarations: [structuredClone(declaration)] }] } as LiveConnectConfig;
  await live
    .connect({ model: 'm', config, callbacks: { onmessage: () => undefined } })
    .catch(() => undefined);
  const { setup } = JSON.parse(frame) as { setup: { tools: { functionDeclarations: unknown[] }[] } };
  return setup.tools[0]?.functionDeclarations[0];
};

const f = (parameters: unknown, more: object = {}): PlainObject => ({ name: 'f', parameters, ...more });

const SAME: Readonly<Record<string, PlainObject>> = {
  'no parameters': { name: 'f', description: 'Does it.' },
  'JSON schema types': f({
    type: 'object',
    properties: { city: { type: 'string', description: 'Where' }, days: { type: 'integer', minimum: 1 } },
    required: ['city'],
  }),
  'types in capitals already': f({ type: 'OBJECT', properties: { on: { type: 'BOOLEAN' } } }),
  'a list': f({ type: 'array', items: { type: 'number' } }),
  'deep nesting': f({
    type: 'object',
    properties: { a: { type: 'array', items: { type: 'object', properties: {} } } },
  }),
  'a type that nobody knows': f({ type: 'tuple' }),
  additionalProperties: f({ type: 'object', additionalProperties: false, properties: {} }),
  'type or null': f({ type: ['string', 'null'] }),
  'several types': f({ type: ['string', 'integer', 'null'] }),
  alternatives: f({ anyOf: [{ type: 'string' }, { type: 'integer' }] }),
  'alternatives, one of them null': f({ anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'null' }] }),
  'enum, format, default': f({ type: 'string', enum: ['a', 'b'], format: 'date', default: 'a' }),
  'a response': f(
    { type: 'object' },
    { response: { type: 'object', properties: { t: { type: 'number' } } } },
  ),
  'a schema that names its language': f({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
  }),
  'the other field for such schemas': { name: 'f', parametersJsonSchema: { type: 'object' } },
  behaviour: f({ type: 'object' }, { behavior: 'NON_BLOCKING' }),
};

describe('core/function-schema', () => {
  for (const [what, declaration] of Object.entries(SAME)) {
    it(`writes what the SDK writes: ${what}`, async () => {
      const ours = declarationOf(declaration);
      expect(ours).to.deep.equal(await bySdk(declaration));
      expect(await bySdk(ours), 'the SDK changes it no more').to.deep.equal(ours);
      expect(declarationOf(ours), 'nor do we').to.deep.equal(ours);
    });
  }

  it('keeps what stands beside "this or null", which the SDK loses', () => {
    const ours = declarationOf(f({ description: 'When', anyOf: [{ type: 'string' }, { type: 'null' }] }));
    expect(ours).to.deep.equal(f({ description: 'When', type: 'STRING', nullable: true }));
  });

  it('writes what the SDK writes: 200 schemas made by chance', async () => {
    const random = seeded(7);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
    const schema = (depth: number): PlainObject => {
      const kind = depth > 3 ? 'plain' : pick(['plain', 'object', 'array', 'any', 'types']);
      const about = random() < 0.3 ? { description: 'x', title: 'y' } : {};
      if (kind === 'object') {
        const names = ['a', 'b', 'type', 'items', 'anyOf'].slice(0, Math.floor(random() * 5));
        const properties = Object.fromEntries(names.map((name) => [name, schema(depth + 1)]));
        return { type: 'object', properties, required: names.slice(1), ...about };
      }
      if (kind === 'array') return { type: 'array', items: schema(depth + 1), maxItems: 3, ...about };
      if (kind === 'any')
        return { anyOf: [schema(depth + 1), schema(depth + 1), schema(depth + 1)], ...about };
      if (kind === 'types')
        return { type: ['string', 'number', ...(random() < 0.5 ? ['null'] : [])], ...about };
      return { type: pick(['string', 'number', 'integer', 'boolean', 'STRING', 'odd']), ...about };
    };
    for (let i = 0; i < 200; i++) {
      const declaration = f(schema(0));
      expect(declarationOf(declaration), JSON.stringify(declaration)).to.deep.equal(await bySdk(declaration));
    }
  });

  it('makes something legal of what is no schema', () => {
    for (const nonsense of [null, 7, 'x', [], true]) {
      expect(declarationOf({ name: 'f', parameters: nonsense })).to.deep.equal({ name: 'f' });
    }
    expect(declarationOf(f({ type: 'array', items: 'x' }))).to.deep.equal(f({ type: 'ARRAY', items: {} }));
  });
});
