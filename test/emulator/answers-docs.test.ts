import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Answer, Turn } from '../../src/emulator/index.ts';
import { connect, join, silence, tone, withTwin } from './client.ts';

const page = readFileSync(new URL('../../docs/emulator/answers.md', import.meta.url), 'utf8');
const blocks = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

/** A spoken turn and whatever it needs until it is complete. */
const play = (script: Answer | ((turn: Turn) => Answer)): Promise<void> => {
  const asked = typeof script === 'function' ? script : { answers: [script] };
  return withTwin({ script: asked }, async (twin) => {
    const tools = [{ functionDeclarations: [{ name: 'weather' }, { name: 'clock' }] }, { googleSearch: {} }];
    const client = await connect(twin, {
      tools,
      inputAudioTranscription: {},
      outputAudioTranscription: {},
    });
    client.speak(join(silence(0.2), tone(1.2), silence(1)));
    for (;;) {
      const { toolCall, serverContent } = await client.next(
        (message) => message.toolCall !== undefined || message.serverContent?.turnComplete === true,
      );
      if (serverContent) return;
      const functionResponses = (toolCall?.functionCalls ?? []).map(({ id, name }) => ({
        id,
        name,
        response: { output: 1 },
      }));
      client.send({ toolResponse: { functionResponses } });
    }
  });
};

describe('the page about answers', () => {
  const answers = blocks('json');
  assert.ok(answers.length >= 9);
  for (const text of answers) {
    it(`runs ${text.replace(/\s+/g, ' ').slice(0, 60)}`, () => play(JSON.parse(text) as Answer));
  }

  const functions = blocks('js').filter((text) => text.startsWith('const script'));
  assert.equal(functions.length, 2);
  for (const text of functions) {
    it(`runs ${text.split('\n')[0]}`, async () => {
      const module = (await import(
        `data:text/javascript,${encodeURIComponent(`${text}\nexport { script };`)}`
      )) as {
        readonly script: (turn: Turn) => Answer;
      };
      await play(module.script);
    });
  }
});
