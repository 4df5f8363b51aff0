import { isObject } from '../../core/merge.ts';
import type { Fields, SetupRules } from './setup-rules.ts';

/** What a page's frame comes to. */
export type PageMessage =
  | { readonly kind: 'setup'; readonly setup: Fields }
  /** To be sent on; nothing of it, when all was left out. */
  | { readonly kind: 'message'; readonly text: string | undefined; readonly dropped: readonly string[] }
  | { readonly kind: 'bad'; readonly why: string };

const bad = (why: string): PageMessage => ({ kind: 'bad', why });

/** Roles that are part of the talk; another is an instruction, on Vertex AI. */
const ROLES: ReadonlySet<unknown> = new Set([undefined, null, '', 'user', 'model']);

/** What a page may say: turns in the place of instructions only where it may choose those; else they are left out. */
const talk = (content: Fields, rules: SetupRules): PageMessage => {
  const { turns, ...others } = content;
  if (turns == null || rules.allows('systemInstruction')) return rewritten({ clientContent: content });
  const kept = [turns].flat().filter((turn) => isObject(turn) && ROLES.has(turn['role']));
  if (Array.isArray(turns) && kept.length === turns.length) return rewritten({ clientContent: content });
  const dropped = ['clientContent.turns'];
  // Without its turns, what is left would ask for an answer to nothing.
  if (kept.length === 0) return { kind: 'message', text: undefined, dropped };
  return rewritten({ clientContent: { ...others, turns: kept } }, dropped);
};

const parse = (frame: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(frame));
  } catch {
    return undefined;
  }
};

/** Written anew, so that the service reads nothing that was not read here: a key that stands twice, for instance. */
const rewritten = (message: Fields, dropped: readonly string[] = []): PageMessage => {
  try {
    return { kind: 'message', text: JSON.stringify(message), dropped };
  } catch {
    return bad('nested too deeply');
  }
};

const update = (given: Fields, rules: SetupRules): PageMessage => {
  const entries = Object.entries(given);
  const kept = Object.fromEntries(entries.filter(([name]) => rules.allows(name)));
  const dropped = entries.map(([name]) => name).filter((name) => !(name in kept));
  return Object.keys(kept).length > 0 || entries.length === 0
    ? rewritten({ contextUpdate: kept }, dropped)
    : { kind: 'message', text: undefined, dropped };
};

/** Reads one frame of a page's: exactly one of the messages that the protocol has, with an object in it. Never throws. */
export const readPageMessage = (frame: Uint8Array, rules: SetupRules): PageMessage => {
  const message = parse(frame);
  if (!isObject(message)) return bad('not a JSON object in UTF-8');
  const [entry, ...more] = Object.entries(message);
  if (entry === undefined || more.length > 0) return bad('not exactly one message');
  const [name, content] = entry;
  if (!isObject(content)) return bad('a message without content');
  switch (name) {
    case 'setup':
      return { kind: 'setup', setup: content };
    case 'realtimeInput':
    case 'toolResponse':
      return rewritten(message);
    case 'clientContent':
      return talk(content, rules);
    case 'contextUpdate':
      return update(content, rules);
    default:
      return bad('an unknown message');
  }
};
