import type { LiveEmulator } from '../../src/emulator/index.ts';
import { Client, type Closed } from './client.ts';

export const VERTEX_MODEL = 'gemini-live-2.5-flash-native-audio';
/** The model as Vertex AI names it. */
export const PUBLISHED = `projects/p/locations/europe-west4/publishers/google/models/${VERTEX_MODEL}`;
export const VERTEX = '/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent';
const FIREBASE = '/ws/google.firebase.vertexai.v1beta';
export const FIREBASE_VERTEX = `${FIREBASE}.LlmBidiService/BidiGenerateContent/locations/europe-west4?key=k`;
export const FIREBASE_GEMINI = `${FIREBASE}.GenerativeService/BidiGenerateContent?key=k`;
export const BEARER = { authorization: 'Bearer ya29.x' };

/** The address of a twin's socket at this path. */
export const at = (twin: LiveEmulator, path: string): string => twin.url.replace('http', 'ws') + path;

/** A session on Vertex AI, set up. */
export const onVertex = async (twin: LiveEmulator, setup: object = {}, path = VERTEX): Promise<Client> => {
  const client = new Client(at(twin, path), BEARER);
  await client.opened;
  client.send({ setup: { model: PUBLISHED, ...setup } });
  await client.next(({ setupComplete }) => setupComplete !== undefined);
  return client;
};

/** How a socket is closed, before or after `setup`. */
export const closing = async (
  url: string,
  headers: Record<string, string> = {},
  setup?: object,
): Promise<Closed> => {
  const client = new Client(url, headers);
  await client.opened;
  if (setup) client.send({ setup });
  return client.closed;
};
