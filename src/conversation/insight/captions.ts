import { isObject, type PlainObject } from '../../core/merge.ts';
import type { FeatureContext } from '../feature.ts';

/** So much silence ends a caption, ms: longer than a speaker's breath. */
export const CAPTION_PAUSE_MS = 2_000;
/** A caption of this many characters ends with its sentence: about fifteen seconds of speech, and three lines. */
export const CAPTION_LENGTH = 240;

const SENTENCE_END = /[.!?…。！？।؟]["'”’»)\]]*\s*$/u;
const SIDES = { user: 'inputTranscription', model: 'outputTranscription' } as const;
type Side = keyof typeof SIDES;

/**
 * Ends the entries of a session without turns, as of a translation: at a pause, when the service has finished a stretch, or at
 * the end of a sentence once there is much to read. Languages and names of speakers do not count.
 */
export class Captions {
  readonly #context: Pick<FeatureContext, 'plan' | 'record' | 'signal'>;
  #length: Record<Side, number> = { user: 0, model: 0 };
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: Pick<FeatureContext, 'plan' | 'record' | 'signal'>) {
    this.#context = context;
    context.signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
  }

  /** Looks at what has just been recorded. */
  receive(content: PlainObject): void {
    const { plan, record, signal } = this.#context;
    if (signal.aborted || plan()?.profile.turns !== false) return;
    if (content['generationComplete'] === true) return this.#close();
    const sides = Object.keys(SIDES) as Side[];
    const spoken = sides.filter((side) => isObject(content[SIDES[side]]));
    if (spoken.length === 0 && !isObject(content['interimInputTranscription'])) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#close(), CAPTION_PAUSE_MS);
    for (const role of spoken) {
      const { finished, text } = content[SIDES[role]] as PlainObject;
      const piece = typeof text === 'string' ? text : '';
      this.#length[role] = finished === true ? 0 : this.#length[role] + piece.length;
      if (this.#length[role] < CAPTION_LENGTH || !SENTENCE_END.test(piece)) continue;
      this.#length[role] = 0;
      record({ type: 'transcription', role, finished: true, now: Date.now() });
    }
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#length = { user: 0, model: 0 };
    this.#context.record({ type: 'closed' });
  }
}
