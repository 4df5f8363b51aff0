import { endpointOf, type Endpoint } from '../../../src/emulator/access/endpoints.ts';
import type { Knower } from './wire-field.ts';

interface Address {
  /** Path and query. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly model: string;
}

/** Where and how a client connects, and a model that it finds there. */
export const ADDRESSES: Readonly<Record<Knower, Address>> = {
  gemini: {
    path: '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=k',
    headers: {},
    model: 'models/gemini-3.8-live',
  },
  vertex: {
    path: '/ws/google.cloud.aiplatform.v1.LlmBidiService/BidiGenerateContent',
    headers: { authorization: 'Bearer test' },
    model: 'projects/p/locations/us-central1/publishers/google/models/gemini-live-2.5-flash-native-audio',
  },
  firebase: {
    path: '/ws/google.firebase.vertexai.v1beta.GenerativeService/BidiGenerateContent?key=k',
    headers: {},
    model: 'projects/p/models/gemini-3.8-live',
  },
};

/** What the twin makes of the address. */
export const endpointFor = (knower: Knower): Endpoint => {
  const [path = ''] = ADDRESSES[knower].path.split('?', 1);
  const endpoint = endpointOf(path);
  if (!endpoint) throw new Error(`Nothing answers at ${path}.`);
  return endpoint;
};
