/** The Gemini Developer API. */
export const GEMINI_BASE_URL = 'https://generativelanguage.googleapis.com';

/** What a socket's address begins with, from an address in either form. */
export const socketBase = (baseUrl: string): string => baseUrl.replace(/^http/, 'ws').replace(/\/+$/, '');

/** What the address of the Developer API is made of. */
export interface GeminiAddress {
  /** Origin, and path if any, of the service or twin: `http(s)` or `ws(s)`. */
  readonly baseUrl: string;
  /** `v1alpha` or `v1beta`. */
  readonly apiVersion: string;
  /** Ephemeral token (`auth_tokens/…`) or, on localhost, an API key. */
  readonly credential: string;
}

/**
 * The address of the Live API's bidirectional stream. We write it ourselves, so that the credential never enters the
 * SDK, which would print two warnings about tokens into the page's console.
 */
export const geminiUrl = ({ baseUrl, apiVersion, credential }: GeminiAddress): string => {
  // Ephemeral tokens have a method and a query parameter of their own.
  const token = credential.startsWith('auth_tokens/');
  const method = token ? 'BidiGenerateContentConstrained' : 'BidiGenerateContent';
  const parameter = token ? 'access_token' : 'key';
  // The slash of `auth_tokens/…` stays as it is: the service takes both forms, the SDK sends this one.
  const value = encodeURIComponent(credential).replace('%2F', '/');
  return `${socketBase(baseUrl)}/ws/google.ai.generativelanguage.${apiVersion}.GenerativeService.${method}?${parameter}=${value}`;
};
