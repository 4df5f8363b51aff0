import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer, AnswerStep } from '../../src/emulator/index.ts';
import { connect, shape, withTwin, type Client, type ServerMessage } from './client.ts';

const HALF_CASCADE = 'models/gemini-live-2.5-flash-preview';
const LA: AnswerStep = { kind: 'tone', hz: 300, seconds: 0.1 };
const steps = (...all: readonly AnswerStep[]): Answer => ({
  kind: 'steps',
  steps: all,
  turnComplete: 'at-once',
  spoken: 'Zürich is sunny.',
});
const ask = (client: Client): Promise<ServerMessage> => {
  client.send({ realtimeInput: { text: 'hi' } });
  return client.turnComplete();
};
const GROUND: AnswerStep = {
  kind: 'ground',
  queries: ['weather <Zürich>'],
  chunks: [
    { uri: 'https://example.org/a', title: 'a' },
    { uri: 'https://example.org/b', title: 'b' },
  ],
  supports: [{ text: 'is sunny', chunks: [1] }],
};
const SEARCH = { tools: [{ googleSearch: {} }] };

describe('grounding', () => {
  it('comes with the completion of the turn: pages, queries, suggestions, and which words rest on what', () =>
    withTwin({ script: { answers: [steps(LA, GROUND)] } }, async (twin) => {
      const client = await connect(twin, SEARCH);
      const { serverContent, usageMetadata } = await ask(client);
      assert.deepEqual(serverContent?.groundingMetadata, {
        searchEntryPoint: {
          renderedContent: '<div class="container"><a class="chip">weather &lt;Zürich></a></div>',
        },
        groundingChunks: [
          { web: { uri: 'https://example.org/a', title: 'a' } },
          { web: { uri: 'https://example.org/b', title: 'b' } },
        ],
        groundingSupports: [
          { segment: { startIndex: 8, endIndex: 16, text: 'is sunny' }, groundingChunkIndices: [1] },
        ],
        webSearchQueries: ['weather <Zürich>'],
      });
      assert.equal(usageMetadata?.toolUsePromptTokenCount, 200);
    }));

  it('rests on all pages as a whole when the script says no more, or comes at once', () => {
    const { supports: _, ...bare } = GROUND;
    return withTwin(
      { script: { answers: [steps(LA, { ...bare, when: 'at-once', tokens: 7 })] } },
      async (twin) => {
        const client = await connect(twin, SEARCH);
        const { usageMetadata } = await ask(client);
        assert.deepEqual(client.messages.slice(-3).map(shape), [
          'serverContent.groundingMetadata',
          'serverContent.generationComplete',
          'serverContent.turnComplete.usageMetadata',
        ]);
        const { groundingMetadata } = client.messages.at(-3)?.serverContent ?? {};
        assert.deepEqual((groundingMetadata as { groundingSupports: object }).groundingSupports, [
          { segment: { endIndex: 17, text: 'Zürich is sunny.' }, groundingChunkIndices: [0, 1] },
        ]);
        assert.equal(usageMetadata?.toolUsePromptTokenCount, 7);
      },
    );
  });

  it('is there only while the tool is: of setup, or of a context update', () =>
    withTwin({ script: { answers: [steps(LA, GROUND)] } }, async (twin) => {
      const client = await connect(twin);
      const grounded = async (): Promise<boolean> =>
        (await ask(client)).serverContent?.groundingMetadata !== undefined;
      assert.equal(await grounded(), false);
      client.send({ contextUpdate: { tools: { tools: [{ googleSearch: {} }] } } });
      assert.equal(await grounded(), true);
      client.send({ contextUpdate: { systemInstruction: { parts: [{ text: 'x' }] } } });
      assert.equal(await grounded(), true);
      client.send({ contextUpdate: { tools: { tools: [] } } });
      assert.equal(await grounded(), false);
    }));

  it('of pages that were read', () =>
    withTwin(
      {
        script: {
          answers: [
            steps(
              {
                kind: 'urls',
                urls: [{ url: 'https://a.example/' }, { url: 'https://b.example/', status: 'ERROR' }],
              },
              LA,
            ),
          ],
        },
      },
      async (twin) => {
        const client = await connect(twin, { model: HALF_CASCADE, tools: [{ urlContext: {} }] });
        const { usageMetadata } = await ask(client);
        const found = client.messages.find(({ serverContent }) => serverContent?.urlContextMetadata);
        assert.deepEqual(found?.serverContent?.urlContextMetadata, {
          urlMetadata: [
            { retrievedUrl: 'https://a.example/', urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_SUCCESS' },
            { retrievedUrl: 'https://b.example/', urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_ERROR' },
          ],
        });
        assert.equal(usageMetadata?.toolUsePromptTokenCount, 200);
      },
    ));
});

describe('parts that are no sound', () => {
  const parts = (client: Client): object[] =>
    client.messages.flatMap(({ serverContent }) => [...(serverContent?.modelTurn?.parts ?? [])]);

  it('are code and its result, text, pictures and video in chunks', () => {
    const base64 = Buffer.from('abcdefgh').toString('base64');
    const answer = steps(
      { kind: 'code', code: 'print(1)', output: '1\n' },
      { kind: 'code', code: '1/0', output: 'no', outcome: 'OUTCOME_FAILED' },
      { kind: 'text', text: 'Note.' },
      { kind: 'image', base64 },
      { kind: 'video', base64, chunkBytes: 5 },
    );
    return withTwin({ script: { answers: [answer] } }, async (twin) => {
      const client = await connect(twin);
      const { usageMetadata } = await ask(client);
      assert.deepEqual(parts(client), [
        { executableCode: { language: 'PYTHON', code: 'print(1)' } },
        { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1\n' } },
        { executableCode: { language: 'PYTHON', code: '1/0' } },
        { codeExecutionResult: { outcome: 'OUTCOME_FAILED', output: 'no' } },
        { text: 'Note.' },
        { inlineData: { mimeType: 'image/png', data: base64 } },
        { inlineData: { mimeType: 'video/mp4', data: Buffer.from('abcde').toString('base64') } },
        { inlineData: { mimeType: 'video/mp4', data: Buffer.from('fgh').toString('base64') } },
      ]);
      assert.ok(client.messages.some(({ serverContent }) => serverContent?.generationComplete === true));
      assert.deepEqual(usageMetadata?.responseTokensDetails, [{ modality: 'TEXT', tokenCount: 2 }]);
    });
  });
});
