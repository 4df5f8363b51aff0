import { ActiveSession } from './active-session.ts';
import { SETUP_DELAY_MS } from '../assumptions/index.ts';
import type { ClientMessage } from '../protocol/client-message.ts';
import { windowRules } from './compression.ts';
import { refusal } from '../protocol/protocol-error.ts';
import type { SessionLine } from './session-line.ts';
import { newMemory, type SessionMemory } from './session-memory.ts';
import { SessionRecord } from './session-record.ts';
import { setupComplete } from '../models/setup-complete.ts';
import type { Setup } from '../protocol/setup.ts';
import { agreeOn, type Agreement } from '../models/setup-rules.ts';
import type { ConnectionParts } from '../twin-parts.ts';

/** One client's session: first `setup`, then whatever it likes, until its connection ends. */
export class Session {
  readonly #line: SessionLine;
  readonly #parts: ConnectionParts;
  #state: 'new' | 'setting-up' | 'ended' | ActiveSession = 'new';
  #cancelSetup: (() => void) | undefined;

  constructor(line: SessionLine, parts: ConnectionParts) {
    this.#line = line;
    this.#parts = parts;
  }

  /** Takes a message. Throws `ProtocolError` when the connection is to be closed. */
  accept(message: ClientMessage): void {
    const state = this.#state;
    if (state === 'ended') return;
    this.#checkToken();
    if (state === 'new') {
      if (message.kind !== 'setup') throw refusal('setupFirst');
      this.#begin(message.setup);
      return;
    }
    if (message.kind === 'setup') throw refusal('secondSetup');
    if (state === 'setting-up') return; // BEHAVIOURS.beforeSetupComplete
    state.accept(message);
  }

  /** The connection has ended. */
  end(): void {
    const state = this.#state;
    this.#state = 'ended';
    this.#cancelSetup?.();
    if (typeof state === 'object') state.end();
  }

  /** A token is good for messages until its `expireTime`, in whatever session (`BEHAVIOURS.expiredToken`). */
  #checkToken(): void {
    const { identity } = this.#line;
    if (identity.kind === 'token' && !this.#parts.tokens.mayConnect(identity.name))
      throw refusal('tokenExpired');
  }

  #begin(requested: Setup): void {
    const { identity, endpoint } = this.#line;
    const { tokens, clock, script, options } = this.#parts;
    const setup = identity.kind === 'token' ? tokens.constrain(identity.name, requested) : requested;
    const agreement = agreeOn(setup, { endpoint, refuseRetired: options.refuseRetired });
    windowRules(agreement);
    const memory = this.#recall(agreement);
    this.#state = 'setting-up';
    if (this.#line.moment('setup', memory.turns)) return;
    const delay = script.setupDelayMs ?? options.setupDelayMs ?? SETUP_DELAY_MS;
    this.#cancelSetup = clock.schedule(delay, () => this.#open(agreement, memory));
  }

  /** The session that is resumed, or a new one. */
  #recall(agreement: Agreement): SessionMemory {
    const { identity } = this.#line;
    const { tokens, handles } = this.#parts;
    const handle = agreement.setup.sessionResumption?.handle;
    if (handle === null && agreement.traits.refusesNullHandle) throw refusal('nullHandle');
    if (typeof handle === 'string' && handle !== '') return handles.resume(handle, agreement);
    if (identity.kind === 'token' && !tokens.beginSession(identity.name)) throw refusal('badToken');
    return newMemory(new SessionRecord(agreement.profile.model, agreement.backend));
  }

  #open(agreement: Agreement, memory: SessionMemory): void {
    // Not sooner: the end of a connection that was closed for this one may arrive after its setup.
    if (this.#parts.handles.isTaken(memory)) return this.#line.fail(refusal('sessionInUse'));
    const active = new ActiveSession(this.#line, this.#parts, agreement, memory);
    this.#state = active;
    this.#line.send(setupComplete(agreement.setup));
    active.begin();
  }
}
