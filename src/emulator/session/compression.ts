import { showsThoughts } from '../dialogue/announcements.ts';
import { COMPRESSION, FRAME_TOKENS, TOKENS } from '../assumptions/index.ts';
import { shortened, type ContextWindow } from './context-window.ts';
import { refusal } from '../protocol/protocol-error.ts';
import type { Agreement } from '../models/setup-rules.ts';
import type { Setup } from '../protocol/setup.ts';
import { NOTHING, countTokens, sum, totalTokens, type Consumption } from './usage.ts';

/** How large a session's context may grow, tokens, and what happens then. */
export interface WindowRules {
  /** What the model holds. */
  readonly size: number;
  /** Present with `contextWindowCompression`: past `trigger` the window is shortened to `target`. */
  readonly compression?: { readonly trigger: number; readonly target: number };
  /** Of one frame of video. */
  readonly frameTokens: number;
  /** Thoughts are counted as text of the answer, and not apart (`BEHAVIOURS.thoughtTokens`). */
  readonly thoughtsAreText?: boolean;
}

const within = (value: number | undefined, [least, most]: readonly [number, number]): boolean =>
  value === undefined || (value >= least && value <= most);

const compressionOf = (
  { contextWindowCompression: asked }: Setup,
  size: number,
  vertex: boolean,
): WindowRules['compression'] => {
  if (!asked) return undefined;
  const { triggerTokens, slidingWindow: { targetTokens } = {} } = asked;
  const { triggerRange, targetRange } = COMPRESSION;
  if (vertex && !(within(triggerTokens, triggerRange) && within(targetTokens, targetRange))) {
    throw refusal('compression');
  }
  const trigger = triggerTokens ?? Math.floor(size * COMPRESSION.triggerShare);
  const target = targetTokens ?? Math.floor(trigger / 2);
  if (trigger < 0 || target < 0 || target >= trigger) throw refusal('compression');
  return { trigger, target };
};

/** The rules of this session. Throws `ProtocolError` 1007 for thresholds that cannot be. */
export const windowRules = (agreement: Agreement): WindowRules => {
  const { setup, traits, backend } = agreement;
  const size = traits.contextTokens;
  const compression = compressionOf(setup, size, backend === 'vertex');
  const resolution = setup.generationConfig?.mediaResolution ?? 'MEDIA_RESOLUTION_UNSPECIFIED';
  const frameTokens = FRAME_TOKENS[resolution] ?? TOKENS.videoFrame;
  const unasked = setup.generationConfig?.thinkingConfig?.includeThoughts === undefined;
  const thoughtsAreText = unasked && showsThoughts(agreement);
  return { size, frameTokens, thoughtsAreText, ...(compression ? { compression } : {}) };
};

/** What a context and the instructions beside it come to, tokens. */
export const tokensOf = (context: Consumption, fixed: Consumption, frameTokens: number): number =>
  totalTokens(countTokens(sum(context, fixed), frameTokens));

/**
 * The window as the model reads it before it answers: shortened when compression asks for it
 * (`BEHAVIOURS.compressBefore`). `fixed` is what never leaves the window: instructions and tools. Throws `ProtocolError`
 * 1007 when the model cannot hold it.
 */
export const settled = (
  window: ContextWindow,
  rules: WindowRules,
  fixed: Consumption = NOTHING,
): ContextWindow => {
  const { size, compression, frameTokens } = rules;
  const tokens = (total: Consumption): number => tokensOf(total, fixed, frameTokens);
  const settling =
    compression && tokens(window.total) > compression.trigger
      ? shortened(window, (total) => tokens(total) <= compression.target)
      : window;
  if (tokens(settling.total) > size) throw refusal('contextFull');
  return settling;
};
