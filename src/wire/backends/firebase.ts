import { LiveFailure } from '../../core/live-failure.ts';
import { bareModelName } from '../../core/model-name.ts';
import { say } from '../../core/say.ts';
import type { BackendLine, BackendRequest } from './backend-line.ts';
import { socketBase } from './gemini.ts';
import { onVertex } from './vertex-setup.ts';

const BASE_URL = 'https://firebasevertexai.googleapis.com';

/** What can be part of an address: a project may have a domain in front (`example.com:project`). */
const LEGAL = {
  apiKey: /^[\x21-\x7e]{1,256}$/,
  projectId: /^[a-z0-9][a-z0-9.:-]{0,127}$/i,
  location: /^[a-z0-9-]{1,63}$/,
} as const;

/** The page's own value, whatever it is, as a text of this form; throws a `LiveFailure` of code `config`. */
const checked = (firebase: unknown, name: keyof typeof LEGAL): string => {
  const value: unknown = (firebase as Record<string, unknown> | null | undefined)?.[name];
  if (typeof value === 'string' && LEGAL[name].test(value)) return value;
  throw new LiveFailure('config', say('bad-firebase', name));
};

/**
 * Firebase AI Logic: the Developer API behind it, or Vertex AI when a location is named. No token: the project's key is
 * public by design. `onGlobal` is told when the location is one where not every Live model is.
 */
export const firebaseLine = ({
  baseUrl = BASE_URL,
  config,
  firebase,
  model,
  onGlobal,
}: BackendRequest & { readonly firebase: unknown; readonly onGlobal: () => void }): BackendLine => {
  const key = encodeURIComponent(checked(firebase, 'apiKey'));
  const project = `projects/${checked(firebase, 'projectId')}`;
  const service = `${socketBase(baseUrl)}/ws/google.firebase.vertexai.v1beta`;
  if ((firebase as { readonly location?: unknown }).location == null) {
    return {
      url: `${service}.GenerativeService/BidiGenerateContent?key=${key}`,
      config,
      setup: { model: `${project}/models/${bareModelName(model)}` },
    };
  }
  const location = checked(firebase, 'location');
  if (location === 'global') onGlobal();
  return {
    url: `${service}.LlmBidiService/BidiGenerateContent/locations/${location}?key=${key}`,
    ...onVertex(config, `${project}/locations/${location}/publishers/google/models/${bareModelName(model)}`),
  };
};
