import type { IncomingMessage, ServerResponse } from 'node:http';
import { MODEL_NAMES } from '../src/emulator/models/models.ts';
import { createTokenHandler, toNodeListener } from '../src/server/index.ts';

/** Models that a page may ask for; the others have `DEFAULT`. */
const MODELS: Readonly<Record<string, readonly string[]>> = {
  modalities: ['gemini-3.8-live', 'gemini-live-2.5-flash-preview'],
  'native-audio': ['gemini-2.5-flash-native-audio-latest'],
  playground: MODEL_NAMES,
  transcription: ['gemini-3.5-transcribe-live'],
  translation: ['gemini-3.5-live-translate-preview'],
};

const ENDPOINT = '/api/live-token';
const DEFAULT: readonly string[] = ['gemini-3.8-live'];

/** Whoever tries things out asks more often than visitors do. */
const RATE_LIMIT = { points: 120 };

export interface TokenEndpointsOptions {
  /** The key that a page's tokens are minted with. */
  readonly keyOf: (page: string) => string;
  readonly origins: readonly string[];
  /** The twin's address. */
  readonly baseUrl?: string;
}

/** Answers requests. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * A token endpoint for each page, `/api/live-token/PAGE`; that of the start page is the bare one. All that a page shows is set by the page, so only the model is
 * pinned, which a public page should not leave at that.
 */
export const tokenEndpoints = (
  pages: readonly string[],
  { keyOf, origins, baseUrl }: TokenEndpointsOptions,
): ReadonlyMap<string, Listener> =>
  new Map(
    pages.map((page) => {
      const handler = createTokenHandler({
        apiKey: keyOf(page),
        models: MODELS[page] ?? DEFAULT,
        allowedOrigins: origins,
        authorize: ({ headers }) => origins.includes(headers.get('origin') ?? ''),
        rateLimit: RATE_LIMIT,
        ...(baseUrl === undefined ? {} : { baseUrl }),
      });
      return [page === 'start' ? ENDPOINT : `${ENDPOINT}/${page}`, toNodeListener(handler)];
    }),
  );
