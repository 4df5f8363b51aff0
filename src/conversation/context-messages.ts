import type { Content, Part } from '@google/genai/web';
import { wireForm } from '../core/config-reading.ts';
import { readTurns } from '../core/context-turns.ts';
import { isObject, plainCopy, type PlainObject } from '../core/merge.ts';
import { fitToModel } from '../core/model-fit.ts';
import type { ModelProfile } from '../core/model-profile.ts';
import { contentOf } from '../core/part-fields.ts';
import { say } from '../core/say.ts';
import type { SessionPlan } from '../core/session-config.ts';
import type { Warning } from '../core/state.ts';
import type { TranscriptEntry } from '../core/transcript.ts';
import type { ClientMessage } from '../engine/messages.ts';
import { type Aside, keepAside } from './asides.ts';
import type { ConversationSettings } from './host.ts';
import { isVertex } from './is-vertex.ts';
import { layOver } from './lay-over.ts';

/** What decides how a session begins. */
export interface SeedRules {
  readonly profile: ModelProfile;
  readonly settings: Pick<ConversationSettings, 'backend' | 'firebase'>;
  readonly warn: (warning: Warning) => void;
}

/** What decides how content goes out in a session that has begun. */
export interface ContentRules extends SeedRules {
  readonly kept: Kept;
  /** Id of the last utterance when the page said it. */
  readonly after?: string | undefined;
}

/** What a run remembers of what was said and told. */
export interface Kept {
  /** Id of the last utterance. */
  readonly last: () => string | undefined;
  /** What the page told the model beside what was said, and went out. */
  asides?: readonly Aside[];
  /** There once there was such a thing: what was said, with these in their places. */
  seed?: (said: readonly TranscriptEntry[], asides: readonly Aside[] | undefined) => readonly unknown[];
  /** What the page's program told the session by its last updates. */
  over?: Told;
  /** There once there was an update: what a connection is set up with, so that these hold there, too. */
  lay?: (plan: SessionPlan) => SessionPlan['config'];
  /** There while something is kept: the message, with that before it when it is a text; then nothing is kept any more. */
  join?: (message: ClientMessage) => ClientMessage;
  /** What the session was last told by an update; `undefined` as long as that is what it was set up with. */
  told?: Told;
}

/** What the model has been told, of what can change. */
export type Told = Pick<SessionPlan['config'], 'systemInstruction' | 'tools'>;

type ContentMessage = Extract<ClientMessage, { clientContent: unknown } | { contextUpdate: unknown }>;

/** Turns for the service; what is left out of them is told by the name of what the host called. */
const turnsFrom = (
  given: unknown,
  name: string,
  { profile, settings, warn }: SeedRules,
): readonly Content[] =>
  readTurns(given, {
    contextTokens: profile.contextTokens,
    vertex: isVertex(settings),
    refuse: (why) => warn({ code: 'bad-value', message: say('of-turns', name, why) }),
  });

const refuse = ({ profile, warn }: SeedRules, name: string, why: string): readonly [] => {
  warn({ code: 'not-supported-by-model', message: say('not-taken', name, profile.model, why) });
  return [];
};

/** Whether a running session takes new instructions, and new tools. Vertex AI has a turn of the system's for the former. */
export const updatesOf = ({
  profile,
  settings,
}: Pick<ContentRules, 'profile' | 'settings'>): { instructs: boolean; equips: boolean } => {
  const vertex = isVertex(settings);
  const instructs = vertex ? profile.content === 'always' : profile.contextUpdate;
  return { instructs, equips: !vertex && profile.contextUpdate };
};

/**
 * The first message of a session: the host's history, and what was said before the service forgot it. It asks for no answer:
 * the next word is the visitor's.
 */
export const seedMessages = (
  history: unknown,
  said: readonly unknown[],
  rules: SeedRules,
): readonly ClientMessage[] => {
  const earlier = turnsFrom(history, 'history', rules);
  if (rules.profile.content === 'never') {
    return earlier.length > 0 ? refuse(rules, 'history', say('hears-only')) : [];
  }
  const turns = said.length > 0 ? turnsFrom([...earlier, ...said], 'history', rules) : earlier;
  return turns.length > 0 ? [{ clientContent: { turns: [...turns], turnComplete: false } }] : [];
};

/** What goes out for a host's turns, or new instructions and tools, in a session that has begun. */
export const contextMessages = (given: ContentMessage, rules: ContentRules): readonly ClientMessage[] =>
  'clientContent' in given
    ? contentMessages(given.clientContent, rules)
    : updateMessages(given.contextUpdate, rules);

/** What is kept already stays before these. */
const keep = ({ after, kept }: ContentRules, texts: readonly string[]): void => {
  const { join: earlier } = kept;
  kept.join = (message) => {
    if (!('realtimeInput' in message) || message.realtimeInput.text === undefined) return message;
    delete kept.join;
    const joined = { realtimeInput: { text: [...texts, message.realtimeInput.text].join('\n\n') } };
    const whole = earlier?.(joined) ?? joined;
    keepAside(kept, userTurn(texts.map((text) => ({ text }))), after);
    return whole;
  };
};

/** Whether the model is to answer once these have been sent. */
export const askFor = (messages: readonly ClientMessage[]): boolean =>
  messages.some((message) =>
    'clientContent' in message
      ? message.clientContent.turnComplete === true
      : 'realtimeInput' in message && message.realtimeInput.text !== undefined,
  );

const contentMessages = (
  { turns: given, turnComplete: asks = true }: { turns?: unknown; turnComplete?: unknown },
  rules: ContentRules,
): readonly ClientMessage[] => {
  const { profile } = rules;
  const name = 'sendContext()';
  const turns = turnsFrom(given, name, rules);
  const wasGiven = Array.isArray(given) ? given.length > 0 : Boolean(given);
  if (turns.length === 0 && (wasGiven || asks !== true)) return [];
  if (profile.content === 'never') return refuse(rules, name, say('hears-only'));
  if (profile.content === 'first') return realtimeMessages(turns, asks === true, rules);
  const turnComplete = asks === true && (profile.goesOn || turns.at(-1)?.role !== 'model');
  if (asks === true && !turnComplete) refuse(rules, 'turnComplete', say('ends-with-model'));
  keepAside(rules.kept, turns, rules.after);
  return [{ clientContent: { ...(turns.length > 0 ? { turns: [...turns] } : {}), turnComplete } }];
};

/**
 * For a model that takes content only at the very beginning: what can be sent as if the visitor typed and showed it. A text
 * that is typed is answered, so one that is to have no answer is kept for the next that is.
 */
const realtimeMessages = (
  turns: readonly Content[],
  asks: boolean,
  rules: ContentRules,
): readonly ClientMessage[] => {
  const parts = turns.flatMap(({ role, parts: all = [] }) => (role === 'user' ? all : []));
  const pictures = parts.filter(({ inlineData }) => inlineData?.mimeType?.startsWith('image/'));
  const textParts = parts.filter(({ text }) => text !== undefined);
  const texts = textParts.map(({ text = '' }) => text);
  const count = turns.reduce((sum, { parts: all = [] }) => sum + all.length, 0);
  if (pictures.length + texts.length < count) refuse(rules, 'sendContext()', say('content-first'));
  const shown = pictures.map((part): ClientMessage => ({ realtimeInput: { video: dataOf(part) } }));
  const { after, kept, profile, warn } = rules;
  keepAside(kept, userTurn(pictures), after);
  if (texts.length === 0) return shown;
  if (asks) {
    const typed = { realtimeInput: { text: texts.join('\n\n') } };
    const joined = kept.join?.(typed) ?? typed;
    keepAside(kept, userTurn(textParts), after);
    return [...shown, joined];
  }
  keep(rules, texts);
  warn({ code: 'takes-effect-later', message: say('kept-text', profile.model) });
  return shown;
};

const userTurn = (parts: Part[]): readonly Content[] => (parts.length > 0 ? [{ role: 'user', parts }] : []);

const dataOf = ({ inlineData: { data = '', mimeType = '' } = {} }: Part) => ({ data, mimeType });

const updateMessages = (given: unknown, rules: ContentRules): readonly ClientMessage[] => {
  const { profile, settings, warn } = rules;
  const update = plainCopy(given);
  if (!isObject(update)) {
    warn({ code: 'bad-value', message: say('unsent', say('not-update')) });
    return [];
  }
  const { equips, instructs } = updatesOf(rules);
  const fields = wireForm(fieldsOf(update), isVertex(settings), (code, message) => warn({ code, message }));
  const fitted = fitToModel(fields, profile, [], (path, why) => refuse(rules, path, why));
  const { systemInstruction, tools: left } = fitted as { systemInstruction?: Content; tools?: never[] };
  // All of them refused: the session keeps those that it has. Only an empty list asks for none.
  const tools = left?.length === 0 && String(fields['tools']) !== '' ? undefined : left;
  if (systemInstruction && !instructs) refuse(rules, 'systemInstruction', say('no-updates'));
  if (tools && !equips) refuse(rules, 'tools', say('no-updates'));
  layOver(rules.kept, {
    ...(systemInstruction && instructs ? { systemInstruction } : {}),
    ...(tools && equips ? { tools } : {}),
  });
  if (isVertex(settings)) {
    const turn = { role: 'system', parts: systemInstruction?.parts ?? [] };
    return systemInstruction && instructs ? [{ clientContent: { turns: [turn], turnComplete: false } }] : [];
  }
  if (!equips || (!systemInstruction && !tools)) return [];
  return [
    {
      contextUpdate: { ...(systemInstruction && { systemInstruction }), ...(tools && { tools: { tools } }) },
    },
  ];
};

/** In the form of `setup`: instructions as a content, tools as a list without its wrapper. */
const fieldsOf = ({ systemInstruction, tools }: PlainObject): PlainObject => {
  const list = isObject(tools) ? tools['tools'] : tools;
  return {
    ...(systemInstruction !== undefined && systemInstruction !== null
      ? { systemInstruction: contentOf(systemInstruction) }
      : {}),
    ...(Array.isArray(list) ? { tools: list } : {}),
  };
};
