import type { LiveConnectConfig } from '@google/genai';
import type { SessionSettings } from '../../../src/core/session-config.ts';

export const NATIVE = 'gemini-2.5-flash-native-audio-preview-12-2025';
export const UNKNOWN = 'gemini-9-live';

export const DEFAULTS = {
  responseModalities: ['AUDIO'],
  inputAudioTranscription: {},
  outputAudioTranscription: {},
  sessionResumption: {},
  contextWindowCompression: { slidingWindow: {} },
};

export const detect = (values: object): object => ({
  realtimeInputConfig: { automaticActivityDetection: values },
});
export const without = (...names: string[]): object =>
  Object.fromEntries(Object.entries(DEFAULTS).filter(([name]) => !names.includes(name)));

/** Settings as markup gives them. */
export const settings = (values: Record<string, unknown>): SessionSettings => values;
export const config = (values: unknown): LiveConnectConfig => values as LiveConnectConfig;
export const codes = (plan: { warnings: readonly { code: string }[] }): string[] =>
  plan.warnings.map(({ code }) => code);
