import { SETUP_DELAY_MS, UNSOLICITED_HANDLES } from './assumptions/index.ts';
import type { Identity } from './auth.ts';
import type { VoiceWish } from './babble.ts';
import type { ClientContent, ClientMessage, ContextUpdate } from './client-message.ts';
import { Dialogue } from './dialogue.ts';
import { refusal } from './protocol-error.ts';
import { RealtimeIntake } from './realtime.ts';
import type { Moment } from './fault.ts';
import type { Turn } from './turn.ts';
import { newMemory, type SessionMemory } from './session-memory.ts';
import type { Content, Setup } from './setup.ts';
import { agreeOn, type Agreement } from './setup-rules.ts';
import type { TwinParts } from './twin-parts.ts';
import { NOTHING } from './usage.ts';
import { EMPTY_TURN, type UserTurn } from './user-turn.ts';

/** The connection under a session. */
export interface SessionLine {
  readonly id: number;
  readonly apiVersion: string;
  readonly identity: Identity;
  readonly send: (message: object) => void;
  /** Ends the connection because of an error, in the way that its kind asks for. */
  readonly fail: (error: unknown) => void;
  /** Does what the script has planned for this moment; `true` when that ended the connection. */
  readonly moment: (moment: Moment, turn: number) => boolean;
}

/** A session that has been agreed on. */
interface Active {
  readonly agreement: Agreement;
  readonly memory: SessionMemory;
  readonly dialogue: Dialogue;
  readonly intake: RealtimeIntake;
  systemInstruction: string;
  /** Whether realtime input has come: some models take no `clientContent` after it. */
  realtime: boolean;
}

const textOf = (content: Content | undefined): string =>
  (content?.parts ?? []).map(({ text }) => text ?? '').join('');

const wishOf = ({ generationConfig }: Setup): VoiceWish => {
  const { voiceConfig, languageCode } = generationConfig?.speechConfig ?? {};
  const voiceName = voiceConfig?.prebuiltVoiceConfig?.voiceName ?? voiceConfig?.voice;
  return {
    ...(voiceName === undefined ? {} : { voiceName }),
    ...(languageCode === undefined ? {} : { languageCode }),
  };
};

/** One client's session: first `setup`, then whatever it likes, until its connection ends. */
export class Session {
  readonly #line: SessionLine;
  readonly #parts: TwinParts;
  #state: 'new' | 'setting-up' | 'ended' | Active = 'new';
  #cancelSetup: (() => void) | undefined;

  constructor(line: SessionLine, parts: TwinParts) {
    this.#line = line;
    this.#parts = parts;
  }

  /** Takes a message. Throws `ProtocolError` when the connection is to be closed. */
  accept(message: ClientMessage): void {
    const state = this.#state;
    if (state === 'ended') return;
    if (state === 'new') {
      if (message.kind !== 'setup') throw refusal('setupFirst');
      this.#begin(message.setup);
      return;
    }
    if (message.kind === 'setup') throw refusal('secondSetup');
    if (state === 'setting-up') return; // BEHAVIOURS.beforeSetupComplete
    this.#dispatch(state, message);
  }

  /** The connection has ended. */
  end(): void {
    this.#cancelSetup?.();
    if (typeof this.#state === 'object') this.#state.dialogue.dispose();
    this.#state = 'ended';
  }

  #begin(requested: Setup): void {
    const { identity, apiVersion } = this.#line;
    const { tokens, handles, clock, script, options } = this.#parts;
    const setup = identity.kind === 'token' ? tokens.constrain(identity.name, requested) : requested;
    const agreement = agreeOn(setup, { apiVersion, refuseRetired: options.refuseRetired });
    const handle = setup.sessionResumption?.handle;
    const resumed = handle === undefined ? undefined : handles.resume(handle, agreement.profile.model);
    if (handle !== undefined && !resumed) throw refusal('unknownSession');
    if (identity.kind === 'token' && !resumed && !tokens.beginSession(identity.name))
      throw refusal('badToken');
    const memory = resumed ?? newMemory(agreement.profile.model);
    this.#state = 'setting-up';
    if (this.#line.moment('setup', memory.turns)) return;
    const delay = script.setupDelayMs ?? options.setupDelayMs ?? SETUP_DELAY_MS;
    this.#cancelSetup = clock.schedule(delay, () => this.#open(agreement, memory));
  }

  #open(agreement: Agreement, memory: SessionMemory): void {
    const { clock, voice, options, script, handles } = this.#parts;
    const { send, fail } = this.#line;
    const moment = (at: Moment): boolean => this.#line.moment(at, memory.turns);
    const dialogue = new Dialogue({
      agreement,
      memory,
      clock,
      voice: (text) => voice(text, wishOf(agreement.setup)),
      pace: options.pace,
      send,
      fail,
      moment,
      describe: (turn) => this.#describe(turn),
      answer: (turn) => script.answer(turn),
      handleUpdate: () =>
        agreement.setup.sessionResumption || UNSOLICITED_HANDLES.includes(memory.model)
          ? { sessionResumptionUpdate: { newHandle: handles.issue(memory), resumable: true } }
          : undefined,
    });
    const intake = new RealtimeIntake(agreement, {
      activityStarted: () => {
        if (!moment('speech-start')) dialogue.activityStarted();
      },
      userTurn: (turn) => dialogue.userTurn(turn),
    });
    const systemInstruction = textOf(agreement.setup.systemInstruction);
    this.#state = { agreement, memory, dialogue, intake, systemInstruction, realtime: false };
    send({ setupComplete: {} });
    moment('setup-complete');
  }

  #describe(turn: UserTurn): Turn {
    const state = this.#state;
    if (typeof state !== 'object') throw new Error('a turn outside a session');
    const { heardText: _, consumption: __, ...rest } = turn;
    const { systemInstruction, memory } = state;
    return {
      ...rest,
      systemInstruction,
      index: memory.turns,
      connection: this.#line.id,
      model: memory.model,
    };
  }

  #dispatch(active: Active, message: Exclude<ClientMessage, { kind: 'setup' }>): void {
    switch (message.kind) {
      case 'realtimeInput':
        if (!active.realtime && this.#line.moment('first-input', active.memory.turns)) return;
        active.realtime = true;
        active.intake.accept(message.realtimeInput);
        return;
      case 'clientContent':
        this.#content(active, message.clientContent);
        return;
      case 'toolResponse':
        active.dialogue.toolResponse(message.responses);
        return;
      case 'contextUpdate':
        this.#update(active, message.contextUpdate);
        return;
    }
  }

  #content(
    { agreement, memory, dialogue, realtime }: Active,
    { turns = [], turnComplete }: ClientContent,
  ): void {
    if (realtime && !agreement.profile.midSessionClientContent) throw refusal('midSessionContent');
    for (const turn of turns) {
      const role = turn.role ?? 'user';
      if (role !== 'user' && role !== 'model') throw refusal('seededTurns');
      if (turn.parts?.some((part) => part.functionCall ?? part.functionResponse))
        throw refusal('seededTurns');
      memory.history.push(turn);
    }
    const characters = turns.reduce((sum, turn) => sum + textOf(turn).length, 0);
    const consumption = { ...NOTHING, textCharacters: characters };
    if (turnComplete === true) {
      const text = textOf(memory.history.filter((turn) => (turn.role ?? 'user') === 'user').at(-1));
      dialogue.userTurn({ ...EMPTY_TURN, kind: 'content', text, consumption });
    } else {
      memory.context = { ...memory.context, textCharacters: memory.context.textCharacters + characters };
    }
  }

  #update(active: Active, { systemInstruction }: ContextUpdate): void {
    if (!active.agreement.profile.contextUpdate) throw refusal('contextUpdate');
    if (systemInstruction) active.systemInstruction = textOf(systemInstruction);
  }
}
