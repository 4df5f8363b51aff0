import { expect } from '@open-wc/testing';
import { Twin } from '../support/twin.ts';

const SERVICE = 'google.ai.generativelanguage';

/** Two ways to spell the same. */
const SPELLINGS = {
  camelCase: {
    setup: { model: 'models/gemini-3.8-live', outputAudioTranscription: {} },
    text: (text: string) => ({ realtimeInput: { text } }),
  },
  snake_case: {
    setup: { model: 'models/gemini-3.8-live', output_audio_transcription: {} },
    text: (text: string) => ({ realtime_input: { text } }),
  },
};

describe("the browser's own WebSocket", () => {
  let twin: Twin;

  beforeEach(async () => {
    twin = await Twin.start({ pace: 0, setupDelayMs: 0 });
  });

  afterEach(() => twin.stop());

  const open = async (method: string, query: string, binaryType: BinaryType): Promise<WebSocket> => {
    const socket = new WebSocket(
      `${twin.url.replace('http', 'ws')}/ws/${SERVICE}.v1beta.GenerativeService.${method}?${query}`,
    );
    socket.binaryType = binaryType;
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
    return socket;
  };

  for (const [spelling, { setup, text }] of Object.entries(SPELLINGS)) {
    for (const binaryType of ['blob', 'arraybuffer'] as const) {
      it(`spells in ${spelling} and receives ${binaryType}s, with a key and with a token`, async () => {
        for (const [method, query] of [
          ['BidiGenerateContent', `key=${twin.apiKey}`],
          ['BidiGenerateContentConstrained', `access_token=${await twin.token()}`],
        ] as const) {
          const socket = await open(method, query, binaryType);
          const kind = binaryType === 'blob' ? Blob : ArrayBuffer;
          const frames: (Blob | ArrayBuffer)[] = [];
          const read = async (): Promise<string> => {
            const texts = await Promise.all(frames.map((frame) => new Response(frame).text()));
            return texts.join('');
          };
          await new Promise<void>((resolve) => {
            socket.onmessage = ({ data }: MessageEvent<Blob | ArrayBuffer>) => {
              expect(data).to.be.instanceOf(kind);
              frames.push(data);
              if (frames.length === 1) socket.send(JSON.stringify(text('hello there')));
              void read().then((all) => {
                if (all.includes('"turnComplete": true')) resolve();
              });
            };
            socket.send(JSON.stringify({ setup }));
          });
          const all = await read();
          expect(all.startsWith('{\n  "setupComplete": {}\n}\n')).to.equal(true);
          const words = [...all.matchAll(/"outputTranscription": \{\s+"text": "([^"]*)"/g)];
          expect(words.map(([, word]) => word).join('')).to.equal('You wrote: hello there');
          socket.close();
        }
      });
    }
  }

  it('may send binary frames as well', async () => {
    const socket = await open('BidiGenerateContent', `key=${twin.apiKey}`, 'arraybuffer');
    const first = new Promise<MessageEvent<ArrayBuffer>>((resolve) =>
      socket.addEventListener('message', resolve as EventListener, { once: true }),
    );
    socket.send(new TextEncoder().encode(JSON.stringify({ setup: SPELLINGS.snake_case.setup })));
    expect(new TextDecoder().decode((await first).data)).to.equal('{\n  "setupComplete": {}\n}\n');
    socket.close();
  });

  it('learns the code and the reason of a refusal', async () => {
    const socket = await open('BidiGenerateContent', 'key=bad', 'arraybuffer');
    const { code, reason } = await new Promise<CloseEvent>((resolve) => (socket.onclose = resolve));
    expect([code, reason]).to.deep.equal([1007, 'API key not valid. Please pass a valid API key.']);
  });
});
