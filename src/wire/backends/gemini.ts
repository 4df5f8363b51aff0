import type { ConnectionOptions } from '../messages.ts';

/** The Gemini Developer API. */
export const GEMINI_BASE_URL = 'https://generativelanguage.googleapis.com';

/** Ephemeral tokens have a method and a query parameter of their own. */
export const isToken = (credential: string): boolean => credential.startsWith('auth_tokens/');

/**
 * The address of the Live API's bidirectional stream. We write it ourselves, so that the credential never enters the
 * SDK, which would print two warnings about tokens into the page's console.
 */
export const geminiUrl = ({ baseUrl, apiVersion, credential }: ConnectionOptions): string => {
  const base = baseUrl.replace(/^http/, 'ws').replace(/\/+$/, '');
  const token = isToken(credential);
  const method = token ? 'BidiGenerateContentConstrained' : 'BidiGenerateContent';
  const parameter = token ? 'access_token' : 'key';
  // The slash of `auth_tokens/…` stays as it is: the service takes both forms, the SDK sends this one.
  const value = encodeURIComponent(credential).replace('%2F', '/');
  return `${base}/ws/google.ai.generativelanguage.${apiVersion}.GenerativeService.${method}?${parameter}=${value}`;
};
