/** The package's main entry: the class, its events, errors and types. No side effects; importable without a DOM. */
export { GeminiLiveElement } from './gemini-live-element.ts';
export { GeminiLiveError, type GeminiLiveErrorCode } from './errors.ts';
export * from './events.ts';
export type { GeminiLiveOptions } from './options.ts';
export type { DeviceKind, LiveDevice, LiveDevices } from './core/devices.ts';
export type { LiveState } from './core/state.ts';
export type { TranscriptEntry } from './core/transcript.ts';
export type { TokenCounts, Usage } from './core/usage.ts';
export type { LiveToken } from './tokens/live-token.ts';
export type { LiveTool, ToolContext, ToolDeclaration, ToolScheduling } from './tools/live-tool.ts';
export type { AnyTool } from './tools/tool-set.ts';
export type { TokenContext, TokenProvider } from './tokens/token-source.ts';
export type { Terms, TermOverrides } from './locales/terms.ts';
