import { readAudio } from '../listening/audio-input.ts';
import type { ClientContent } from '../protocol/client-message.ts';
import type { ContextKeeper } from './context-keeper.ts';
import { textOf } from './instructions.ts';
import { refusal } from '../protocol/protocol-error.ts';
import type { Agreement } from '../models/setup-rules.ts';
import type { Content } from '../protocol/setup.ts';
import { NOTHING, sum, type Consumption } from './usage.ts';
import { EMPTY_TURN, type UserTurn } from '../listening/user-turn.ts';

export interface ContentListener {
  /** An answer is due: what is being said ends here, before the new turns count. */
  readonly interrupt: () => void;
  readonly userTurn: (turn: UserTurn) => void;
  /** Vertex AI: a turn of the role `system` (`BEHAVIOURS.systemTurn`). */
  readonly instruct: (text: string) => void;
}

type Part = NonNullable<Content['parts']>[number];

const consumptionOf = ({ text = '', inlineData }: Part): Consumption => {
  const { mimeType = '', data } = inlineData ?? {};
  const written = { ...NOTHING, textCharacters: text.length };
  if (mimeType.startsWith('image/')) return { ...written, videoFrames: 1 };
  if (!mimeType.startsWith('audio/')) return written;
  const { rate, samples } = readAudio({ mimeType, ...(data ? { data } : {}) });
  return { ...written, audioSeconds: samples.length / rate };
};

/** Takes `clientContent`: history that is only remembered, and turns that want an answer. */
export class ContentIntake {
  readonly #agreement: Agreement;
  readonly #keeper: ContextKeeper;
  readonly #listener: ContentListener;
  /** The last turn that came since the model last spoke. */
  #last: Content | undefined;
  #realtime = false;
  /** Whether the history that `historyConfig` announced is still awaited. */
  #awaitsHistory: boolean;

  constructor(agreement: Agreement, keeper: ContextKeeper, listener: ContentListener) {
    this.#agreement = agreement;
    this.#keeper = keeper;
    this.#listener = listener;
    this.#awaitsHistory = agreement.setup.historyConfig?.initialHistoryInClientContent === true;
  }

  /** Realtime input has come; `false` when it counts for nothing yet (`BEHAVIOURS.historyFirst`). */
  realtimeCame(): boolean {
    if (this.#awaitsHistory) return false;
    this.#realtime = true;
    return true;
  }

  /** Throws `ProtocolError` 1007 for what the model does not take here. */
  accept({ turns = [], turnComplete = false }: ClientContent): void {
    if (this.#realtime && !this.#agreement.traits.midSessionContent) throw refusal('midSessionContent');
    for (const turn of turns) this.#check(turn);
    const answers = turnComplete && !this.#awaitsHistory;
    if (answers) this.#listener.interrupt();
    for (const turn of turns) this.#append(turn);
    if (!turnComplete) return;
    this.#awaitsHistory = false;
    if (answers) this.#answer();
  }

  #answer(): void {
    const last = this.#last;
    this.#last = undefined;
    const byModel = last?.role === 'model'; // BEHAVIOURS.modelTurnLast
    if (byModel && this.#agreement.generation === '2.x') throw refusal('modelTurnLast');
    const text = byModel ? '' : textOf(last);
    this.#listener.userTurn({ ...EMPTY_TURN, kind: 'content', text });
  }

  #check({ role = 'user', parts = [] }: Content): void {
    const system = role === 'system' && this.#agreement.backend === 'vertex';
    if (role !== 'user' && role !== 'model' && !system) throw refusal('seededTurns');
    if (parts.some(({ functionCall, functionResponse }) => functionCall ?? functionResponse))
      throw refusal('seededTurns');
  }

  #append(turn: Content): void {
    if (turn.role === 'system') return this.#listener.instruct(textOf(turn));
    const consumption = (turn.parts ?? []).map(consumptionOf).reduce(sum, NOTHING);
    this.#keeper.add(turn.role === 'model' ? 'model' : 'user', textOf(turn), consumption);
    this.#last = turn;
  }
}
