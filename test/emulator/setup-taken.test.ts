import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closing } from './backends.ts';
import { connect, socketUrl, withTwin } from './client.ts';

const LIVE = 'gemini-3.8-live';
const NATIVE_25 = 'gemini-2.5-flash-native-audio-preview-12-2025';
const HALF_CASCADE = 'gemini-live-2.5-flash-preview';

describe('a setup that is taken', () => {
  const full = {
    generationConfig: {
      responseModalities: ['AUDIO'],
      temperature: 0.5,
      topP: '0.95',
      topK: 40,
      maxOutputTokens: '1024',
      seed: 1,
      candidateCount: 1,
      presencePenalty: 0,
      frequencyPenalty: 0,
      mediaResolution: 'MEDIA_RESOLUTION_LOW',
      speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Puck' } }, languageCode: 'en-US' },
    },
    systemInstruction: { parts: [{ text: 'Be nice' }], role: 'user' },
    tools: [
      {
        functionDeclarations: [
          {
            name: 'f',
            description: '…',
            behavior: 'NON_BLOCKING',
            parameters: {
              type: 'OBJECT',
              properties: { a: { type: 'ARRAY', items: { type: 'string' }, maxItems: '3' } },
              required: ['a'],
            },
          },
          { name: 'g', parametersJsonSchema: { any_thing: { $ref: '#' } } },
        ],
      },
      { googleSearch: {} },
    ],
    sessionResumption: {},
    inputAudioTranscription: {},
    outputAudioTranscription: { languageCodes: ['en-US'], mode: 'VERBATIM' },
    realtimeInputConfig: {
      automaticActivityDetection: {
        disabled: false,
        startOfSpeechSensitivity: 'START_SENSITIVITY_HIGH',
        endOfSpeechSensitivity: 'END_SENSITIVITY_LOW',
        prefixPaddingMs: 20,
        silenceDurationMs: 500,
      },
      activityHandling: 'START_OF_ACTIVITY_INTERRUPTS',
      turnCoverage: 'TURN_INCLUDES_ONLY_ACTIVITY',
      interimTranscriptTimestampEnabled: false,
    },
    contextWindowCompression: { triggerTokens: '25600', slidingWindow: { targetTokens: 12800 } },
    proactivity: { proactiveAudio: true },
    historyConfig: { initialHistoryInClientContent: true },
    safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
    labels: { a: 'b', __proto__: null },
  };
  it('with every field of it', () =>
    withTwin({}, async (twin) => {
      const client = await connect(twin, full);
      assert.deepEqual(client.messages, [{ setupComplete: {} }]);
    }));

  for (const [model, setup] of [
    [
      HALF_CASCADE,
      { generationConfig: { responseModalities: ['TEXT'], speechConfig: { languageCode: 'de-DE' } } },
    ],
    [NATIVE_25, { generationConfig: { enableAffectiveDialog: true, thinkingConfig: { thinkingBudget: 0 } } }],
    [
      `${LIVE}-extended-thinking`,
      { generationConfig: { thinkingConfig: { thinkingLevel: 'low', includeThoughts: true } } },
    ],
    [
      'gemini-3.5-live-translate-preview',
      { generationConfig: { translationConfig: { targetLanguageCode: 'es' } } },
    ],
  ] as const) {
    it(`${model} ${JSON.stringify(setup)}`, () =>
      withTwin({}, async (twin) => {
        const client = await connect(twin, { model: `models/${model}`, ...setup });
        assert.deepEqual(client.messages, [{ setupComplete: {} }]);
      }));
  }

  it('with an avatar, whose answers are seen and heard', () =>
    withTwin({}, async (twin) => {
      for (const responseModalities of [['VIDEO'], ['AUDIO', 'VIDEO']]) {
        await connect(twin, { avatarConfig: { avatarName: 'a' }, generationConfig: { responseModalities } });
      }
      const setup = { model: `models/${LIVE}`, generationConfig: { responseModalities: ['VIDEO'] } };
      const reason = 'Request contains an invalid argument.';
      assert.deepEqual(await closing(socketUrl(twin), {}, setup), { code: 1007, reason });
    }));

  it('with a lent voice, whose owner gets a signature for it', () =>
    withTwin({}, async (twin) => {
      const consent = async (consentAudio: string): Promise<unknown> => {
        const replicatedVoiceConfig = { mimeType: 'audio/wav', voiceSampleAudio: 'AAAA', consentAudio };
        const speechConfig = { voiceConfig: { replicatedVoiceConfig } };
        const { messages } = await connect(twin, { generationConfig: { speechConfig } });
        return messages[0]?.setupComplete;
      };
      const first = await consent('AAAA');
      assert.match(JSON.stringify(first), /^\{"voiceConsentSignature":\{"signature":"[\w+/]{43}="\}\}$/);
      assert.deepEqual(await consent('AAAA'), first);
      assert.notDeepEqual(await consent('AAAB'), first);
    }));
});
