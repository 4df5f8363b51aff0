import { initializeApp } from '@firebase/app';
import * as firebase from '@firebase/ai';
import {
  AgentPlatformBackend,
  GoogleAIBackend,
  ResponseModality,
  Schema,
  getAI,
  getLiveGenerativeModel,
  startAudioConversation,
  type FunctionCall,
  type LiveSession,
} from '@firebase/ai';
import { TappedDestination } from '../support/tapped-destination.ts';

/** The older name of Vertex AI's backend, which is what most pages have; it is deprecated. */
const VertexAIBackend: typeof AgentPlatformBackend = Reflect.get(firebase, 'VertexAIBackend');

const BACKENDS = {
  google: () => new GoogleAIBackend(),
  vertex: () => new VertexAIBackend('us-central1'),
  agentPlatform: () => new AgentPlatformBackend(),
};

/** What is to be connected, and how. */
interface Wish {
  readonly backend: keyof typeof BACKENDS;
  readonly model: string;
}

/** The level of what reached the sound card since the last time, quantum by quantum, and how long a quantum lasts. */
interface Heard {
  readonly levels: readonly number[];
  readonly quantumMs: number;
}

/** What the page tells of itself to the test that drives it from outside. */
export interface FirebasePage {
  connect(wish: Wish): Promise<void>;
  /** A spoken conversation, until `stop`. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** A typed turn; what was answered in words. */
  say(text: string): Promise<string>;
  heard(): Promise<Heard>;
  /** Functions that the conversation called, with their arguments. */
  readonly calls: readonly FunctionCall[];
  /** How many sources of sound were stopped before their end. */
  stopped(): number;
  close(): Promise<void>;
}

const tap = new TappedDestination();
const app = initializeApp({ apiKey: 'a-firebase-key', projectId: 'a-project', appId: '1:2:web:3' });
const calls: FunctionCall[] = [];
let session: LiveSession | undefined;
let conversation: { stop(): Promise<void> } | undefined;
let stops = 0;

const stopSource: (this: AudioScheduledSourceNode, when?: number) => void = Reflect.get(
  AudioScheduledSourceNode.prototype,
  'stop',
);
Object.assign(AudioScheduledSourceNode.prototype, {
  stop(this: AudioScheduledSourceNode, when?: number): void {
    stops += 1;
    stopSource.call(this, when);
  },
});

const connected = (): LiveSession => {
  if (!session) throw new Error('There is no session.');
  return session;
};

const loudest = (samples: Float32Array): number =>
  samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);

const page: FirebasePage = {
  calls,
  stopped: () => stops,

  async connect({ backend, model }) {
    const ai = getAI(app, { backend: BACKENDS[backend]() });
    const weather = {
      name: 'get_weather',
      description: 'The weather of today.',
      parameters: Schema.object({ properties: { city: Schema.string() } }),
    };
    const live = getLiveGenerativeModel(ai, {
      model,
      systemInstruction: 'Be brief.',
      tools: [{ functionDeclarations: [weather] }],
      generationConfig: {
        responseModalities: [ResponseModality.AUDIO],
        speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Puck' } } },
        inputAudioTranscription: {},
        outputAudioTranscription: {},
      },
    });
    session = await live.connect();
  },

  async start() {
    conversation = await startAudioConversation(connected(), {
      functionCallingHandler: (functionCalls) => {
        calls.push(...functionCalls);
        const [{ id, name } = { id: '', name: '' }] = functionCalls;
        return Promise.resolve({ id: id ?? '', name, response: { output: { sky: 'blue' } } });
      },
    });
  },

  async stop() {
    await conversation?.stop();
  },

  async say(text) {
    await connected().sendTextRealtime(text);
    let words = '';
    // Not `for await`: leaving that would end the session's one stream of messages.
    const messages = connected().receive();
    for (;;) {
      const next = await messages.next();
      if (next.done === true) return words;
      if (next.value.type !== 'serverContent') continue;
      const { outputTranscription, turnComplete } = next.value;
      words += outputTranscription?.text ?? '';
      if (turnComplete === true) return words;
    }
  },

  async heard() {
    const quanta = await tap.take();
    const [first] = quanta;
    const quantumMs = ((first?.length ?? 0) / tap.sampleRate) * 1000;
    return { levels: quanta.map((quantum) => loudest(quantum)), quantumMs };
  },

  async close() {
    await session?.close();
  },
};

Object.assign(globalThis, { firebasePage: page });
