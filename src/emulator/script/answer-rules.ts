import type { Delivery } from './answer-delivery.ts';
import type { AnswerStep, ScriptedCall } from './answer-steps.ts';
import {
  anyObject,
  choice,
  either,
  fields,
  flag,
  kinds,
  list,
  number,
  text,
  whole,
  type Rule,
} from './shape-check.ts';
import type { UsageTelling } from '../session/usage.ts';

const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number';
const textOrTexts = either(isText, text, list(text));

const USAGE = {
  when: choice(['with-turn-complete', 'alone', 'never']),
  cachedTokens: number(0),
  serviceTier: text,
} satisfies Record<keyof UsageTelling, Rule>;

const DELIVERY = {
  chunkBytes: list(number(0)),
  pace: number(0),
  delayMs: number(0),
  heard: textOrTexts,
  heardWhen: choice(['before', 'after-first-audio', 'interleaved', 'after-turn']),
  heardLanguage: text,
  heardSpeaker: text,
  spoken: textOrTexts,
  spokenWhen: choice(['along', 'before', 'after', 'after-turn']),
  shuffle: number(),
  emptyDeltas: flag,
  bundle: choice(['separate', 'with-audio', 'everything']),
  partsPerMessage: number(0),
  thought: text,
  generationComplete: flag,
  turnComplete: either(isNumber, number(0), choice(['after-playback', 'at-once', 'never'])),
  reason: text,
  usage: fields(USAGE),
  interruptedAfterTurn: either(isNumber, number(0), flag),
  bargeIn: choice(['interrupted-first', 'together', 'complete-first', 'interrupted-only']),
} satisfies Record<keyof Delivery, Rule>;

const CALL = fields(
  {
    name: text,
    args: anyObject,
    id: text,
    behavior: choice(['BLOCKING', 'NON_BLOCKING']),
  } satisfies Record<keyof ScriptedCall, Rule>,
  ['name'],
);

/** The fields of each step, without `kind`. */
type StepRules = {
  readonly [Kind in AnswerStep['kind']]: Readonly<
    Record<Exclude<keyof Extract<AnswerStep, { kind: Kind }>, 'kind'>, Rule>
  >;
};

const STEPS: StepRules = {
  say: { text },
  tone: { hz: number(0), seconds: number(0, 3600), amplitude: number(0, 1) },
  parrot: {},
  audio: { base64: text },
  call: {
    calls: list(CALL),
    next: (value, path) => ANSWER(value, path),
    filler: text,
    strict: flag,
    cancelledByBargeIn: flag,
  },
  think: { text, tokens: number(0), ms: number(0), filler: text },
  code: {
    code: text,
    output: text,
    outcome: choice(['OUTCOME_OK', 'OUTCOME_FAILED', 'OUTCOME_DEADLINE_EXCEEDED']),
  },
  ground: {
    queries: list(text),
    chunks: list(fields({ uri: text, title: text }, ['uri', 'title'])),
    supports: list(fields({ text, chunks: list(whole(0)) }, ['text', 'chunks'])),
    html: text,
    when: choice(['with-turn-complete', 'at-once']),
    tokens: number(0),
  },
  urls: {
    urls: list(fields({ url: text, status: choice(['SUCCESS', 'ERROR', 'PAYWALL', 'UNSAFE']) }, ['url'])),
    tokens: number(0),
  },
  text: { text },
  image: { base64: text, mimeType: text },
  video: { base64: text, mimeType: text, chunkBytes: number(1) },
  pause: { ms: number(0) },
  complete: {},
  none: { end: choice(['turn-complete', 'waiting-for-input', 'nothing', 'interrupted']) },
};

/** What a step cannot do without. */
const REQUIRED: Readonly<Partial<Record<AnswerStep['kind'], readonly string[]>>> = {
  say: ['text'],
  tone: ['hz', 'seconds'],
  audio: ['base64'],
  call: ['calls'],
  code: ['code'],
  ground: ['queries'],
  urls: ['urls'],
  text: ['text'],
  image: ['base64'],
  video: ['base64'],
  pause: ['ms'],
};

/** Rules for each kind of step; `more` are fields that stand beside those of the step. */
const stepRules = (more: Readonly<Record<string, Rule>>): Record<string, Rule> =>
  Object.fromEntries(
    (Object.keys(STEPS) as AnswerStep['kind'][]).map((kind) => [
      kind,
      fields({ kind: text, ...STEPS[kind], ...more }, REQUIRED[kind]),
    ]),
  );

/** An answer as a script has it. */
export const ANSWER: Rule = kinds('kind', {
  ...stepRules(DELIVERY),
  steps: fields({ kind: text, ...DELIVERY, steps: list(kinds('kind', stepRules({}))) }, ['steps']),
});
