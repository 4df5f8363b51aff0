import { expect } from '@open-wc/testing';
import { GoogleGenAI, Modality, type LiveServerMessage, type Session } from '@google/genai/web';
import { Twin } from '../support/twin.ts';

const MODEL = 'gemini-3.8-live';
const TONE_SECONDS = 0.5;

/** Typed text is answered in words, speech with a tone. One delta each: the SDK may give Blobs out of order. */
const SCRIPT = {
  answers: [
    { kind: 'say', text: 'Hello.', spoken: ['Hello.'] },
    { kind: 'tone', hz: 440, seconds: TONE_SECONDS, heard: ['Good morning.'], turnComplete: 'at-once' },
  ],
} as const;

/** Google's SDK as it is, and all that it has told. */
class Talk {
  readonly messages: LiveServerMessage[] = [];
  readonly closed: Promise<CloseEvent>;
  session!: Session;
  #look: () => void = () => undefined;
  #closed!: (event: CloseEvent) => void;

  constructor() {
    this.closed = new Promise((resolve) => (this.#closed = resolve));
  }

  async connect(ai: GoogleGenAI): Promise<void> {
    this.session = await ai.live.connect({
      model: MODEL,
      config: {
        responseModalities: [Modality.AUDIO],
        inputAudioTranscription: {},
        outputAudioTranscription: {},
      },
      callbacks: {
        onmessage: (message) => {
          this.messages.push(message);
          this.#look();
        },
        onclose: (event) => this.#closed(event),
      },
    });
  }

  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#look = () => {
        if (holds()) resolve();
      };
      this.#look();
    });
  }

  /** In whichever order they came. */
  words(of: 'inputTranscription' | 'outputTranscription'): string {
    return this.messages.map(({ serverContent }) => serverContent?.[of]?.text ?? '').join('');
  }

  get turns(): number {
    return this.messages.filter(({ serverContent }) => serverContent?.turnComplete === true).length;
  }

  /** Bytes of sound. */
  get bytes(): number {
    return this.messages.reduce((sum, { data }) => sum + atob(data ?? '').length, 0);
  }
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** The recorded sentence in frames of 20 ms, as it is: 48 kHz. */
const recording = async (): Promise<{ data: string; mimeType: string }[]> => {
  const file = await fetch(new URL('../fixtures/speech.wav', import.meta.url));
  const pcm = new Uint8Array(await file.arrayBuffer()).subarray(44);
  const frames: { data: string; mimeType: string }[] = [];
  for (let at = 0; at < pcm.length; at += 1920) {
    frames.push({ data: base64(pcm.subarray(at, at + 1920)), mimeType: 'audio/pcm;rate=48000' });
  }
  return frames;
};

describe('@google/genai, unmodified, in this browser', () => {
  let twin: Twin;

  beforeEach(async () => {
    twin = await Twin.start({ script: SCRIPT, pace: 3, setupDelayMs: 0 });
  });

  afterEach(() => twin.stop());

  const client = (apiKey: string): GoogleGenAI =>
    new GoogleGenAI({ apiKey, httpOptions: { baseUrl: twin.url, apiVersion: 'v1alpha' } });

  const converse = async (ai: GoogleGenAI): Promise<void> => {
    const talk = new Talk();
    await talk.connect(ai);
    talk.session.sendRealtimeInput({ text: 'hi' });
    await talk.until(() => talk.turns === 1 && talk.bytes > 0);
    expect(talk.words('outputTranscription')).to.equal('Hello.');
    const before = talk.bytes;
    for (const audio of await recording()) talk.session.sendRealtimeInput({ audio });
    await talk.until(() => talk.turns === 2 && talk.bytes - before === TONE_SECONDS * 48_000);
    expect(talk.words('inputTranscription')).to.equal('Good morning.');
    const { audio, messages } = await twin.received();
    expect(audio.rate).to.equal(48_000);
    expect(messages[0]?.kind).to.equal('setup');
    talk.session.close();
    expect((await talk.closed).code).to.equal(1005);
  };

  it('talks with a key: a typed turn and a spoken one', () => converse(client(twin.apiKey)));

  it('mints a token from another origin, and talks with it', async () => {
    const { name = '' } = await client(twin.apiKey).authTokens.create({ config: { uses: 1 } });
    expect(name).to.match(/^auth_tokens\//);
    await converse(client(name));
  });

  it('is told of a bad key', async () => {
    const error = await new Talk().connect(client('not-the-key')).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(String(error)).to.contain('1007').and.to.contain('API key not valid');
  });
});
