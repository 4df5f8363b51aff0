import type { SessionSettings } from './core/session-settings.ts';
import { LOOKS } from './looks.ts';

/** How a property and its attribute go together, in Lit's words, and what the property holds before anybody says a thing. */
export interface Kind {
  readonly type?: BooleanConstructor;
  readonly reflect?: true;
  readonly attribute?: false;
  readonly converter?: { readonly fromAttribute: (value: string | null) => unknown };
  readonly value?: unknown;
}

const TEXT: Kind = {};
const FLAG: Kind = { type: Boolean, value: false };
const SHOWN_FLAG: Kind = { ...FLAG, reflect: true };
/** A number, or what the markup says instead: whoever uses it says what is wrong with that. */
const NUMBER: Kind = {
  converter: {
    fromAttribute: (value) => {
      const number = Number(value);
      return value?.trim() && Number.isFinite(number) ? number : (value ?? undefined);
    },
  },
};
const BY_PROGRAM: Kind = { attribute: false };

/** Attributes that go into `setup`. */
const SESSION: Readonly<Record<keyof SessionSettings, Kind>> = {
  model: TEXT,
  voice: TEXT,
  speechLanguage: TEXT,
  responseModality: TEXT,
  systemInstruction: TEXT,
  vad: TEXT,
  startSensitivity: TEXT,
  endSensitivity: TEXT,
  prefixPaddingMs: NUMBER,
  silenceDurationMs: NUMBER,
  activityHandling: TEXT,
  turnCoverage: TEXT,
  mediaResolution: TEXT,
  transcription: TEXT,
  affectiveDialog: FLAG,
  proactiveAudio: FLAG,
  thinkingBudget: NUMBER,
  thinkingLevel: TEXT,
  includeThoughts: FLAG,
  googleSearch: FLAG,
  translateTo: TEXT,
};

/**
 * Every property that the element observes. What it is for stands with the property's declaration in
 * `gemini-live-attributes.ts`; the manifest is made from both.
 */
export const PROPERTIES: readonly (readonly [string, Kind])[] = Object.entries<Kind>({
  tokenEndpoint: TEXT,
  baseUrl: TEXT,
  workletBase: TEXT,
  apiVersion: TEXT,
  backend: TEXT,
  ...SESSION,
  idleTimeout: { ...NUMBER, value: 0 },
  consent: FLAG,
  video: TEXT,
  keepAlive: FLAG,
  persist: TEXT,
  latency: { value: LOOKS.latency[0] },
  layout: { value: LOOKS.layout[0], reflect: true },
  placement: { value: LOOKS.placement[0], reflect: true },
  visualizer: { value: LOOKS.visualizer[0] },
  colorScheme: { value: LOOKS.colorScheme[0], reflect: true },
  noTextInput: FLAG,
  noCaptions: FLAG,
  open: SHOWN_FLAG,
  disabled: SHOWN_FLAG,
  muted: SHOWN_FLAG,
  config: BY_PROGRAM,
  options: BY_PROGRAM,
  tokenProvider: BY_PROGRAM,
  tools: BY_PROGRAM,
  variables: BY_PROGRAM,
  history: BY_PROGRAM,
  volume: { ...BY_PROGRAM, value: 1 },
});

/** `tokenEndpoint` → `token-endpoint`. */
export const attributeName = (property: string): string =>
  property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
