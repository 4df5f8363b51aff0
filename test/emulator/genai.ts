import {
  GoogleGenAI,
  Modality,
  type GoogleGenAIOptions,
  type LiveConnectConfig,
  type LiveServerMessage,
  type Session,
} from '@google/genai';
import type { LiveEmulator } from '../../src/emulator/index.ts';
import { join, silence, tone } from './client.ts';

export const MODEL = 'gemini-3.8-live';

/** Google's SDK as it is, told of the twin's address only. */
export const sdk = (
  { url: baseUrl }: Pick<LiveEmulator, 'url'>,
  apiKey = 'a-key',
  apiVersion = 'v1beta',
  options: GoogleGenAIOptions = {},
): GoogleGenAI => new GoogleGenAI({ apiKey, httpOptions: { baseUrl, apiVersion }, ...options });

/** A session of the SDK's, and all that it has told. */
export class Talk {
  readonly messages: LiveServerMessage[] = [];
  /** With which code and reason the connection ended. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  readonly #looks = new Set<() => void>();
  #session: Session | undefined;

  private constructor(connect: (talk: Talk, onclose: (event: unknown) => void) => void) {
    this.closed = new Promise((resolve) => {
      connect(this, (event) => {
        const { code, reason } = event as { readonly code: number; readonly reason: string };
        resolve({ code, reason });
      });
    });
  }

  /** Rejects as the SDK does, when it cannot connect. */
  static async start(ai: GoogleGenAI, config: LiveConnectConfig = {}, model = MODEL): Promise<Talk> {
    let connecting: Promise<Session> | undefined;
    const talk = new Talk((self, onclose) => {
      const onmessage = (message: LiveServerMessage): void => self.#hear(message);
      const callbacks = { onmessage, onclose };
      const base = { responseModalities: [Modality.AUDIO], outputAudioTranscription: {} };
      connecting = ai.live.connect({ model, config: { ...base, ...config }, callbacks });
    });
    talk.#session = await connecting;
    return talk;
  }

  get session(): Session {
    if (!this.#session) throw new Error('not connected');
    return this.#session;
  }

  /** The first message from `from` on that `matches`; waits for it. */
  until(matches: (message: LiveServerMessage) => boolean, from = 0): Promise<LiveServerMessage> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.messages.find((message, at) => at >= from && matches(message));
        if (!found) return;
        this.#looks.delete(look);
        resolve(found);
      };
      this.#looks.add(look);
      void this.closed.then(({ code, reason }) => reject(new Error(`closed: ${code} ${reason}`)));
      look();
    });
  }

  /** Does something, and resolves with all that came until the next turn is complete. */
  async turn(act: (session: Session) => void): Promise<readonly LiveServerMessage[]> {
    const from = this.messages.length;
    act(this.session);
    await this.until(({ serverContent }) => serverContent?.turnComplete === true, from);
    return this.messages.slice(from);
  }

  #hear(message: LiveServerMessage): void {
    this.messages.push(message);
    for (const look of [...this.#looks]) look();
  }
}

/** What was answered, in words. */
export const spoken = (messages: readonly LiveServerMessage[]): string =>
  messages.map(({ serverContent }) => serverContent?.outputTranscription?.text ?? '').join('');

/** A spoken turn: 0.6 s of voice with the silence that ends it. */
export const VOICE = join(silence(0.2), tone(0.6), silence(1));

/** Sends samples as a microphone does: 20 ms a message. */
export const speak = (session: Session, samples: Int16Array = VOICE): void => {
  for (let at = 0; at < samples.length; at += 320) {
    const data = Buffer.from(samples.slice(at, at + 320).buffer).toString('base64');
    session.sendRealtimeInput({ audio: { data, mimeType: 'audio/pcm;rate=16000' } });
  }
};
