import type { Content } from '@google/genai/web';
import { expect } from '@open-wc/testing';
import { contextMessages, type Kept, seedMessages } from '../../src/conversation/context-messages.ts';
import type { ConversationSettings } from '../../src/conversation/host.ts';
import { explain } from '../../src/core/explanations/explain.ts';
import { profileOf } from '../../src/core/model-profiles.ts';

const NEW = 'gemini-3.8-live';
const OLD = 'gemini-3.1-flash-live-preview';
const NATIVE = 'gemini-2.5-flash-native-audio-latest';
const TRANSLATE = 'gemini-3.5-live-translate-preview';
const UNKNOWN = 'gemini-9-live';

type Settings = Pick<ConversationSettings, 'backend' | 'firebase'>;
const GEMINI: Settings = { backend: 'gemini' };
const VERTEX: Settings = { backend: 'vertex' };
const THROUGH_FIREBASE: Settings = {
  backend: 'firebase',
  firebase: { apiKey: 'k', projectId: 'p', location: 'us-central1' },
};

const rules = (model: string, settings = GEMINI) => {
  const told: string[] = [];
  const warn = ({ code, message }: { code: string; message: string }): void =>
    void told.push(`${code}: ${explain(message)}`);
  return { profile: profileOf(model), settings, kept: { last: () => undefined } as Kept, warn, told };
};

const user = (text: string): Content => ({ role: 'user', parts: [{ text }] });
const model = (text: string): Content => ({ role: 'model', parts: [{ text }] });
const PICTURE = { inlineData: { mimeType: 'image/jpeg', data: 'AAAA' } };
const sent = (turns: readonly Content[], turnComplete: boolean): object => ({
  clientContent: { turns, turnComplete },
});
const typed = (text: string): object => ({ realtimeInput: { text } });

/** By model: what `sendContext(turns, { turnComplete })` becomes. */
const CONTENT: readonly [string, Content[] | undefined, boolean, readonly object[], RegExp?][] = [
  [NEW, [user('a'), model('b')], false, [sent([user('a'), model('b')], false)]],
  [NEW, [user('a')], true, [sent([user('a')], true)]],
  [NEW, [model('One, two')], true, [sent([model('One, two')], true)]],
  [NEW, [], true, [{ clientContent: { turnComplete: true } }]],
  [NEW, undefined, true, [{ clientContent: { turnComplete: true } }]],
  [NEW, [], false, []],
  [
    NEW,
    [{ role: 'tool', parts: [{ text: 'x' }] }],
    true,
    [],
    /bad-value: sendContext\(\): a turn of the role “tool”/,
  ],
  [NATIVE, [user('a')], true, [sent([user('a')], true)]],
  [NATIVE, [model('b')], true, [sent([model('b')], false)], /not-supported-by-model: turnComplete/],
  [UNKNOWN, [model('b')], true, [sent([model('b')], false)], /turnComplete/],
  [OLD, [user('a'), user('b')], true, [typed('a\n\nb')]],
  [OLD, [user('a')], false, [], /takes-effect-later: sendContext\(\).*before the next/],
  [OLD, [model('b')], false, [], /not-supported-by-model: sendContext\(\).*only as history/],
  [OLD, [model('b'), user('a')], true, [typed('a')], /only as history/],
  [
    OLD,
    [{ role: 'user', parts: [PICTURE, { text: 'What is it?' }] }],
    true,
    [{ realtimeInput: { video: { mimeType: 'image/jpeg', data: 'AAAA' } } }, typed('What is it?')],
  ],
  [TRANSLATE, [user('a')], true, [], /not-supported-by-model: sendContext\(\).*only hears/],
];

const instruct = { systemInstruction: { role: 'user', parts: [{ text: 'New.' }] } };
const search = { tools: { tools: [{ googleSearch: {} }] } };
const system = (text: string): object => sent([{ role: 'system', parts: [{ text }] }], false);

/** By model and service: what `updateContext(update)` becomes. */
const UPDATES: readonly [string, Settings, unknown, readonly object[], RegExp?][] = [
  [NEW, GEMINI, { ...instruct, ...search }, [{ contextUpdate: { ...instruct, ...search } }]],
  [NEW, GEMINI, { systemInstruction: 'New.' }, [{ contextUpdate: instruct }]],
  [
    NEW,
    GEMINI,
    { systemInstruction: '' },
    [{ contextUpdate: { systemInstruction: { role: 'user', parts: [] } } }],
  ],
  [NEW, GEMINI, { tools: [{ googleSearch: {} }] }, [{ contextUpdate: search }]],
  [NEW, GEMINI, { tools: { tools: [] } }, [{ contextUpdate: { tools: { tools: [] } } }]],
  [
    NEW,
    GEMINI,
    { ...instruct, tools: [{ codeExecution: {} }] },
    [{ contextUpdate: instruct }],
    /not-supported-by-model: config.tools codeExecution/,
  ],
  [NEW, GEMINI, {}, []],
  [NEW, GEMINI, 'New.', [], /bad-value.*an update must be an object/],
  [
    'gemini-3.8-live-extended-thinking',
    GEMINI,
    { tools: [{ functionDeclarations: [{ name: 'f', behavior: 'BLOCKING' }] }] },
    [{ contextUpdate: { tools: { tools: [{ functionDeclarations: [{ name: 'f' }] }] } } }],
    /behavior of tool “f” is left out/,
  ],
  [NATIVE, GEMINI, instruct, [], /not-supported-by-model: systemInstruction/],
  [NATIVE, GEMINI, search, [], /not-supported-by-model: tools/],
  [UNKNOWN, GEMINI, instruct, [], /systemInstruction/],
  ['gemini-live-2.5-flash', VERTEX, instruct, [system('New.')]],
  ['gemini-live-2.5-flash', THROUGH_FIREBASE, { systemInstruction: 'New.' }, [system('New.')]],
  [NEW, VERTEX, { ...instruct, ...search }, [system('New.')], /tools is left out/],
  [OLD, VERTEX, instruct, [], /systemInstruction is left out/],
  [TRANSLATE, VERTEX, instruct, [], /systemInstruction is left out/],
];

describe('conversation/context-messages', () => {
  for (const [name, turns, turnComplete, messages, told] of CONTENT) {
    it(`${name}: ${JSON.stringify(turns)?.slice(0, 60) ?? 'no turns'}, turnComplete ${String(turnComplete)}`, () => {
      const given = rules(name);
      const out = contextMessages({ clientContent: { turns, turnComplete } as never }, given);
      expect(out).to.deep.equal(messages);
      if (told) expect(given.told.join('\n')).to.match(told);
      else expect(given.told).to.deep.equal([]);
    });
  }

  for (const [name, settings, update, messages, told] of UPDATES) {
    it(`${name} on ${settings.backend}: update ${JSON.stringify(update).slice(0, 70)}`, () => {
      const given = rules(name, settings);
      expect(contextMessages({ contextUpdate: update as never }, given)).to.deep.equal(messages);
      if (told) expect(given.told.join('\n')).to.match(told);
      else expect(given.told).to.deep.equal([]);
    });
  }

  it('3.1: texts that want no answer wait, and go before the next that is typed or wants one, once', () => {
    const given = rules(OLD);
    const tell = (text: string, turnComplete: boolean): readonly object[] =>
      contextMessages({ clientContent: { turns: [user(text)], turnComplete } }, given);
    expect([...tell('a', false), ...tell('b', false)]).to.deep.equal([]);
    const shown = { realtimeInput: { video: { data: 'AAAA', mimeType: 'image/jpeg' } } };
    expect(given.kept.join?.(shown)).to.deep.equal(shown);
    expect(given.kept.join?.({ realtimeInput: { text: 'c' } })).to.deep.equal(typed('a\n\nb\n\nc'));
    expect(given.kept.join).to.equal(undefined);
    tell('d', false);
    expect(tell('e', true)).to.deep.equal([typed('d\n\ne')]);
    expect(tell('f', true)).to.deep.equal([typed('f')]);
    expect(given.told).to.have.length(3);
  });

  it('what went out beside what is said: in its place among it, once it is settled', () => {
    const entry = (id: string) => ({
      id,
      role: 'user' as const,
      text: id,
      final: true,
      interrupted: false,
      time: 0,
    });
    const given = rules(OLD);
    const tell = (text: string, turnComplete: boolean, after?: string): unknown =>
      contextMessages({ clientContent: { turns: [user(text)], turnComplete } }, { ...given, after });
    tell('a', true);
    tell('b', false, 't1');
    const { asides, seed } = given.kept;
    const said = [entry('t1'), entry('t2')];
    expect(seed?.(said, asides)).to.deep.equal([user('a'), ...said]);
    expect(seed?.(said, undefined)).to.deep.equal(said);
    tell('c', true, 't2');
    expect(seed?.(said, given.kept.asides)).to.deep.equal([
      user('a'),
      said[0],
      user('b'),
      said[1],
      user('c'),
    ]);
    expect(seed?.([], given.kept.asides)).to.deep.equal([user('a'), user('b'), user('c')]);
  });

  it('a connection is set up with the last update, but for what its token pins', () => {
    const given = rules(NEW);
    const tools = [{ googleSearch: {} }];
    const plan = (locked: string[]) => ({
      model: NEW,
      config: { systemInstruction: 'One.', temperature: 1 },
      manualActivity: false,
      profile: profileOf(NEW),
      warnings: [],
      locked,
    });
    contextMessages({ contextUpdate: { systemInstruction: 'Two.' } }, given);
    contextMessages({ contextUpdate: { tools: { tools } } }, given);
    const { lay } = given.kept;
    expect(lay?.(plan([]))).to.deep.equal({ systemInstruction: user('Two.'), temperature: 1, tools });
    expect(lay?.(plan(['systemInstruction.parts']))).to.deep.equal({ ...plan([]).config, tools });
  });

  it('a seed: the history, then what was said; it asks for no answer', () => {
    const given = rules(NATIVE);
    const messages = seedMessages([user('a')], [model('b')], given);
    expect(messages).to.deep.equal([sent([user('a'), model('b')], false)]);
    expect(seedMessages(undefined, [], given)).to.deep.equal([]);
    expect(given.told).to.deep.equal([]);
  });

  it('a pipeline gets none: a history is told of, what was said is its own affair', () => {
    const given = rules(TRANSLATE);
    expect(seedMessages(undefined, [model('b')], given)).to.deep.equal([]);
    expect(given.told).to.deep.equal([]);
    expect(seedMessages([user('a')], [model('b')], given)).to.deep.equal([]);
    expect(given.told.join('')).to.match(/not-supported-by-model: history.*only hears/);
  });
});
