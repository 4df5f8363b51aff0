import type { VoiceWish } from '../dialogue/babble.ts';
import type { ClientMessage, RealtimeInput } from '../protocol/client-message.ts';
import { windowRules } from './compression.ts';
import { ContentIntake } from './content-intake.ts';
import { ContextKeeper } from './context-keeper.ts';
import type { Moment } from '../script/fault.ts';
import { HandleGiver } from './handle-giver.ts';
import { Instructions } from './instructions.ts';
import { Lifetime } from './lifetime.ts';
import { limitsOf } from './limits.ts';
import { refusal } from '../protocol/protocol-error.ts';
import { partnerFor, type Partner } from '../dialogue/partner.ts';
import { isProactive } from '../models/proactivity.ts';
import { RealtimeIntake } from '../listening/realtime.ts';
import type { SessionLine } from './session-line.ts';
import type { SessionMemory } from './session-memory.ts';
import type { Setup } from '../protocol/setup.ts';
import { checkTools } from '../models/setup-checks.ts';
import type { Agreement } from '../models/setup-rules.ts';
import type { Turn } from '../script/turn.ts';
import type { ConnectionParts } from '../twin-parts.ts';
import type { UserTurn } from '../listening/user-turn.ts';

const wishOf = ({ generationConfig }: Setup): VoiceWish => {
  const { voiceConfig, languageCode } = generationConfig?.speechConfig ?? {};
  const voiceName = voiceConfig?.prebuiltVoiceConfig?.voiceName ?? voiceConfig?.voice;
  return {
    ...(voiceName === undefined ? {} : { voiceName }),
    ...(languageCode === undefined ? {} : { languageCode }),
  };
};

const hasVideo = ({ video, mediaChunks }: RealtimeInput): boolean =>
  video !== undefined || mediaChunks?.[0]?.mimeType?.startsWith('image/') === true;

/** A session that has been agreed on, while one connection works on it. */
export class ActiveSession {
  readonly #line: SessionLine;
  readonly #agreement: Agreement;
  readonly #memory: SessionMemory;
  readonly #instructions: Instructions;
  readonly #keeper: ContextKeeper;
  readonly #handles: HandleGiver;
  readonly #dialogue: Partner;
  readonly #realtime: RealtimeIntake;
  readonly #content: ContentIntake;
  readonly #lifetime: Lifetime;
  readonly #remembers: boolean;
  #heard = false;

  constructor(line: SessionLine, parts: ConnectionParts, agreement: Agreement, memory: SessionMemory) {
    this.#line = line;
    this.#agreement = agreement;
    this.#memory = memory;
    this.#remembers = parts.handles.remembers;
    this.#instructions = new Instructions(agreement.setup);
    this.#keeper = new ContextKeeper(memory, windowRules(agreement));
    this.#keeper.instruct(this.#instructions.text);
    this.#handles = new HandleGiver(agreement, memory, parts.handles, parts.clock, line.send);
    this.#dialogue = this.#converse(parts);
    this.#realtime = new RealtimeIntake(agreement, {
      activityStarted: () => {
        this.#handles.speaking(true);
        if (!this.#moment('speech-start')) this.#dialogue.activityStarted();
      },
      heardMore: (turn) => this.#dialogue.heardMore(turn),
      send: line.send,
      userTurn: (turn) => {
        if (turn.kind === 'speech') this.#handles.speaking(false);
        this.#dialogue.userTurn(turn);
      },
    });
    this.#content = new ContentIntake(agreement, this.#keeper, {
      interrupt: () => this.#dialogue.interrupt(),
      userTurn: (turn) => this.#dialogue.userTurn(turn),
      instruct: (text) => {
        this.#instructions.instruct(text);
        this.#keeper.instruct(this.#instructions.text);
      },
    });
    this.#lifetime = new Lifetime({
      limits: limitsOf(parts.options.limits, agreement),
      record: memory.record,
      clock: parts.limitsClock,
      timeScale: parts.options.timeScale,
      send: line.send,
      end: (situation) => line.fail(refusal(situation)),
    });
  }

  /** The client has been told that all is set up. What it had begun to say before is taken up again. */
  begin(): void {
    this.#moment('setup-complete');
    const { unfinished } = this.#memory;
    this.#memory.unfinished = undefined;
    if (unfinished && this.#remembers) this.#realtime.resume(unfinished);
  }

  /** Takes a message. Throws `ProtocolError` when the connection is to be closed. */
  accept(message: Exclude<ClientMessage, { kind: 'setup' }>): void {
    this.#dispatch(message);
    this.#handles.consumed();
  }

  /** The connection has ended. */
  end(): void {
    this.#lifetime.stop();
    this.#dialogue.dispose();
    if (this.#remembers) this.#memory.unfinished = this.#realtime.unfinished();
  }

  #converse({ clock, voice, options, script }: ConnectionParts): Partner {
    return partnerFor({
      agreement: this.#agreement,
      memory: this.#memory,
      keeper: this.#keeper,
      handles: this.#handles,
      clock,
      voice: (text) => voice(text, wishOf(this.#agreement.setup)),
      pace: options.pace,
      strictCalls: options.strictCalls,
      tools: () => this.#instructions.tools,
      send: this.#line.send,
      fail: this.#line.fail,
      moment: (at) => this.#moment(at),
      describe: (turn) => this.#describe(turn),
      answer: (turn) => script.answer(turn),
    });
  }

  #moment(at: Moment): boolean {
    return this.#line.moment(at, this.#memory.turns);
  }

  #describe({ heardText: _, consumption: __, ...turn }: UserTurn): Turn {
    const { record, turns, context } = this.#memory;
    return {
      ...turn,
      systemInstruction: this.#instructions.system,
      tools: this.#instructions.tools,
      proactive: isProactive(this.#agreement),
      history: context.entries.map(({ by, text }) => ({ by, text })),
      contextTokens: this.#keeper.tokens,
      index: turns,
      connection: this.#line.id,
      model: record.model,
    };
  }

  #dispatch(message: Exclude<ClientMessage, { kind: 'setup' }>): void {
    switch (message.kind) {
      case 'realtimeInput':
        if (!this.#content.realtimeCame()) return;
        if (!this.#heard && this.#moment('first-input')) return;
        this.#heard = true;
        if (hasVideo(message.realtimeInput)) this.#lifetime.videoCame();
        this.#dialogue.realtimeInput();
        this.#realtime.accept(message.realtimeInput);
        return;
      case 'clientContent':
        this.#content.accept(message.clientContent);
        return;
      case 'toolResponse':
        this.#dialogue.toolResponse(message.responses);
        return;
      case 'contextUpdate':
        if (!this.#agreement.profile.contextUpdate) throw refusal('contextUpdate');
        checkTools(message.contextUpdate.tools?.tools ?? [], this.#agreement.profile, this.#agreement.traits);
        this.#instructions.update(message.contextUpdate);
        this.#keeper.instruct(this.#instructions.text);
        return;
    }
  }
}
