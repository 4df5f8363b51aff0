import { asFields, fieldOf, type Fields } from '../recording/frame-content.ts';

/** Fields of `serverContent` that tell of what was just heard. */
const HEARD = ['inputTranscription', 'interimInputTranscription', 'interrupted', 'speechState'];
/** The same at the top of a message. */
const NOTICED = ['voiceActivity', 'voiceActivityDetectionSignal', 'toolCallCancellation'];
const has = (fields: Fields | undefined, names: readonly string[]): boolean =>
  names.some((name) => fieldOf(fields, name) !== undefined);

/**
 * Tells, message after message, which of a server's messages react to the client's audio. While an answer is on its way the
 * rest of it does not; nor does what the service sends by its own clock.
 */
export class ReactionFinder {
  #state: 'idle' | 'answering' | 'finishing' = 'idle';

  next(content: Fields | undefined): boolean {
    const state = this.#state;
    const turn = asFields(fieldOf(content, 'serverContent'));
    const speaks = has(turn, ['modelTurn', 'outputTranscription']) || has(content, ['toolCall']);
    const ends = has(turn, ['turnComplete', 'waitingForInput']);
    const update = asFields(fieldOf(content, 'sessionResumptionUpdate'));
    const begins = speaks || (update !== undefined && !has(update, ['newHandle'])) || isEmpty(turn);
    if (ends) this.#state = 'idle';
    else if (has(turn, ['generationComplete'])) this.#state = 'finishing';
    else if (begins) this.#state = 'answering';
    if (has(turn, HEARD) || has(content, NOTICED)) return true;
    if (state === 'idle') return begins || ends;
    return state === 'finishing' && begins;
  }
}

const isEmpty = (fields: Fields | undefined): boolean =>
  fields !== undefined && Object.keys(fields).length === 0;
