import type { FunctionCall, LiveServerMessage } from '@google/genai/web';
import { isObject } from '../../core/merge.ts';
import { quote } from '../../core/redact.ts';
import { say } from '../../core/say.ts';
import { ToolRunner, type CallState, type PendingCall, type ToolResponse } from '../../tools/tool-runner.ts';
import { findTool, nameOf } from '../../tools/tool-set.ts';
import type { ClientMessage } from '../../engine/messages.ts';
import type { FeatureContext, FeatureInstance } from '../feature.ts';
import { isVertex } from '../is-vertex.ts';
import { outgoing } from '../outgoing.ts';

/** Calls shown; the oldest goes first. */
const MAX_SHOWN = 100;
/** Characters shown of a function's name, which is the service's to choose. */
const MAX_NAME = 64;

export interface Tools extends FeatureInstance {
  /** The page answers calls itself. Unchecked; what fits no call that waits is dropped, with a warning. */
  respond(responses: unknown): void;
}

/**
 * Offers the model's calls to the page, and runs those that it does not take. A call without an answer leaves the model, and
 * with it the visitor, waiting for ever; one answer too many ends the session.
 */
export const create = (context: FeatureContext): Tools => {
  const { extras, host, lastEntry, plan, post, resuming, signal, show, warn } = context;
  let held = false;
  let calling = false;
  let up = true;
  /** Answers that a resumed session waits for. */
  const waiting: ToolResponse[] = [];
  /** What was answered on this line, and no handle covers: should the answers come back, nobody waits for them. */
  const fresh = new Set<string>();

  const answer = (responses: readonly unknown[]): void => {
    const checked = outgoing({ toolResponse: { functionResponses: responses as ToolResponse[] } });
    if ('refusal' in checked) warn({ code: 'bad-value', message: checked.refusal });
    else context.send(checked.message);
  };
  const send = (response: ToolResponse, remembered = true): void => {
    if (!remembered) fresh.add(keyOf(response));
    if (up) answer([response]);
    else waiting.push(response);
  };
  const lost = ({ name = '' }: ToolResponse): void =>
    warn({ code: 'answer-lost', message: say('answer-lost', quote(name, MAX_NAME)) });
  /** The line went before the engine could send them; the news of that is here, or is on its way. */
  const returned = (responses: readonly ToolResponse[]): void => {
    for (const response of responses) {
      if (fresh.has(keyOf(response))) lost(response);
      else waiting.push(response);
    }
  };
  /** As they are now: a page may change what it offers at any time. */
  const tools = (): readonly unknown[] => host.settings().tools ?? [];
  const declared = (name: string): unknown =>
    tools()
      .map((tool) => (isObject(tool) ? tool['declaration'] : undefined))
      .concat(declarationsIn(plan()?.config.tools))
      .find((declaration) => nameOf(declaration) === name);

  /**
   * A model that waits only because the page asks for it hears the visitor meanwhile, and cancels the call when they speak
   * (documented of 3.8); one that always waits ends the session at the next input (reported: 1008). Of a model that nobody knows
   * the worse is assumed.
   */
  const canBeInterrupted = (): boolean => {
    const { known, toolBehaviors } = plan()?.profile ?? {};
    return known === true && toolBehaviors?.[0] !== 'BLOCKING';
  };

  const told = ({ key, call }: PendingCall, state: CallState): void => {
    const { calls } = extras();
    const known = calls.find(({ id }) => id === key);
    const shown = { id: key, name: quote(call.name ?? '', MAX_NAME), state };
    if (known) show({ calls: calls.map((one) => (one === known ? { ...known, ...shown } : one)) });
    else if (state === 'running')
      show({ calls: [...calls, { ...shown, after: lastEntry() }].slice(-MAX_SHOWN) });
    if (calling !== runner.waiting) post({ type: 'calling', on: (calling = runner.waiting) });
    const hold = runner.blocked && !canBeInterrupted();
    if (held !== hold) post({ type: 'hold', on: (held = hold), why: 'call' });
  };

  const runner = new ToolRunner({
    offer: (call) => !host.emit({ type: 'toolcall', call }),
    find: async (name) => (await findTool(tools(), name)) ?? (declared(name) ? {} : undefined),
    isBlocking: (name) => {
      const declaration = declared(name);
      const behavior = isObject(declaration) ? declaration['behavior'] : undefined;
      const asModel = behavior === undefined || behavior === 'UNSPECIFIED';
      return (asModel ? plan()?.profile.toolBehaviors[0] : behavior) === 'BLOCKING';
    },
    oneAnswer: () => isVertex(host.settings()),
    timeoutMs: () => host.settings().toolTimeoutMs,
    send,
    told,
    asked: (question) => show({ question }),
    failed: ({ name = '' }, why) => {
      const shown = quote(name, MAX_NAME);
      const message = why === undefined ? say('no-handler', shown) : say('tool-failed', shown, why);
      warn({ code: why === undefined ? 'no-handler' : 'tool-failed', message });
    },
  });

  const forget = (why: string, which: Parameters<ToolRunner['cancel']>[1]): void => {
    const ids = runner.cancel(why, which);
    if (ids.length > 0) host.emit({ type: 'toolcancel', ids });
  };
  signal.addEventListener('abort', () => runner.cancel('The conversation has ended.', () => true));

  const receive = ({ sessionResumptionUpdate: update, ...message }: LiveServerMessage): void => {
    if (isObject(update) && update['resumable'] && update['newHandle']) {
      runner.remember();
      fresh.clear();
    }
    const calls: unknown = message.toolCall?.functionCalls;
    if (Array.isArray(calls)) runner.begin((calls as unknown[]).filter(isCall));
    const cancelled: unknown = message.toolCallCancellation?.ids;
    if (!Array.isArray(cancelled)) return;
    const ids = cancelled.filter((id): id is string => typeof id === 'string');
    runner.cancel('The model has cancelled the call.', ({ id = '' }) => ids.includes(id));
    host.emit({ type: 'toolcancel', ids });
  };

  return {
    receive: (heard) => {
      if (signal.aborted) return;
      switch (heard.type) {
        case 'message':
          return receive(heard.message);
        case 'ended':
          up = false;
          return forget('The line is lost, and the call with it.', ({ remembered }) => !remembered);
        case 'opened':
          up = true;
          waiting.splice(0).forEach(resuming() ? (one) => send(one) : lost);
          if (!resuming()) forget('The session does not know the call.', () => true);
          fresh.clear();
          return;
        case 'unsent':
          return returned(responsesIn(heard.message));
        default:
      }
    },
    respond: (given) => {
      if (signal.aborted) return;
      const responses: unknown[] = Array.isArray(given) ? given : [given];
      // What is wrong with it is said where everything is looked at that goes out.
      if (responses.length === 0 || !responses.every(isResponse)) return answer(responses);
      for (const response of responses) {
        if (!runner.respond(response)) {
          warn({ code: 'bad-value', message: say('no-such-call', quote(response.name ?? '', MAX_NAME)) });
        }
      }
    },
  };
};

/** A call without an id is known by its name. */
const keyOf = ({ id, name = '' }: ToolResponse): string => id ?? name;

const responsesIn = (message: ClientMessage): readonly ToolResponse[] =>
  'toolResponse' in message ? [message.toolResponse.functionResponses].flat() : [];

const isCall = (value: unknown): value is FunctionCall =>
  isObject(value) && typeof value['name'] === 'string';

const isResponse = (value: unknown): value is ToolResponse => {
  try {
    return isObject(value) && isObject(value['response']) && JSON.stringify(value) !== '';
  } catch {
    return false;
  }
};

const declarationsIn = (tools: unknown): unknown[] =>
  (Array.isArray(tools) ? (tools as unknown[]) : []).flatMap((tool) => {
    const declarations = isObject(tool) ? tool['functionDeclarations'] : undefined;
    return Array.isArray(declarations) ? (declarations as unknown[]) : [];
  });
