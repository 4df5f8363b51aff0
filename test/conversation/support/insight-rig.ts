import { type Extras, NO_EXTRAS } from '../../../src/conversation/extras.ts';
import type { FeatureContext, FeatureInstance } from '../../../src/conversation/feature.ts';
import { create } from '../../../src/conversation/features/insight.ts';
import { profileOf } from '../../../src/core/model-profiles.ts';
import type { TranscriptEvent } from '../../../src/core/transcript.ts';
import type { FromEngine } from '../../../src/engine/messages.ts';

/** The feature with a run around it that only notes. */
export class Rig {
  extras: Extras = NO_EXTRAS;
  lastEntry: string | undefined;
  tokens = 0;
  limit = Infinity;
  /** Whether the model is heard. */
  sounding = false;
  includeThoughts = true;
  model = 'gemini-3.8-live';
  readonly told: string[] = [];
  readonly recorded: TranscriptEvent[] = [];
  readonly abort = new AbortController();
  readonly feature: FeatureInstance;

  constructor(given: Partial<Rig> = {}) {
    Object.assign(this, given);
    this.feature = create({
      host: {
        settings: () => ({ usageLimit: this.limit }),
        emit: ({ type }: { type: string }) => this.told.push(type),
      },
      signal: this.abort.signal,
      audioPath: { speaker: { sounding: this.sounding } },
      extras: () => this.extras,
      show: (change: Partial<Extras>) => (this.extras = { ...this.extras, ...change }),
      plan: () => ({
        config: { thinkingConfig: { includeThoughts: this.includeThoughts } },
        profile: profileOf(this.model),
      }),
      lastEntry: () => this.lastEntry,
      usage: () => ({ totalTokens: this.tokens }),
      record: (event: TranscriptEvent) => this.recorded.push(event),
      dispatch: ({ type }: { type: string }) => this.told.push(type),
      post: ({ type }: { type: string }) => this.told.push(type),
      warn: ({ code }: { code: string }) => this.told.push(code),
    } as unknown as FeatureContext);
  }

  tell(
    told: Omit<Extract<FromEngine, { line: number }>, 'line'> | Omit<FromEngine, 'line'>,
    before?: string,
  ): void {
    this.feature.receive?.({ line: 1, ...told } as FromEngine, before);
  }
  content(serverContent: object, before?: string): void {
    this.tell({ type: 'message', message: { serverContent } } as never, before);
  }
  think(text: unknown, before?: string): void {
    this.content({ modelTurn: { parts: [{ text, thought: true }, { text: 'said' }] } }, before);
  }
  played(type: 'started' | 'starved' | 'drained' | 'flushed', turn = 1): void {
    this.tell({ type: 'playback', report: { type, turn, playedMs: 0, contextTime: 0 } } as never);
  }
}
