/** Who answers: the Gemini Developer API or Vertex AI. They differ in credentials, fields, defaults and messages. */
export type Backend = 'gemini' | 'vertex';

/** What the address of an upgrade says. */
export interface Endpoint {
  readonly backend: Backend;
  /** `firebase`: the address of Firebase AI Logic, which hands on to one of the two backends. */
  readonly through: 'google' | 'firebase';
  readonly apiVersion: string;
  /** The method for ephemeral tokens. */
  readonly constrained: boolean;
  /** Where the models run; only Firebase's form of Vertex AI names it in the address. */
  readonly location?: string;
}

/** A form of address: what it looks like after the slashes in front, and what of it does not depend on its groups. */
type Form = readonly [path: RegExp, fixed: Pick<Endpoint, 'backend' | 'through'>];

/**
 * Every form (documented, and read in the clients' sources). Before the Developer API's method stands a dot or a slash: the
 * documentation has both.
 */
const FORMS: readonly Form[] = [
  [
    /^ws\/google\.ai\.generativelanguage\.(?<version>v1|v1beta|v1alpha)\.GenerativeService[./]BidiGenerateContent(?<constrained>Constrained)?$/,
    { backend: 'gemini', through: 'google' },
  ],
  [
    /^ws\/google\.cloud\.aiplatform\.(?<version>v1|v1beta1)\.LlmBidiService\/BidiGenerateContent$/,
    { backend: 'vertex', through: 'google' },
  ],
  [
    /^ws\/google\.firebase\.vertexai\.(?<version>v1beta)\.GenerativeService\/BidiGenerateContent$/,
    { backend: 'gemini', through: 'firebase' },
  ],
  [
    /^ws\/google\.firebase\.vertexai\.(?<version>v1beta)\.LlmBidiService\/BidiGenerateContent\/locations\/(?<location>[a-z0-9-]+)$/,
    { backend: 'vertex', through: 'firebase' },
  ],
];

/**
 * The endpoint behind a path without its query; `undefined` when nothing answers there. One slash or two may stand in front
 * (Google's SDK sends two).
 */
export const endpointOf = (path: string): Endpoint | undefined => {
  const bare = /^\/{1,2}([^/].*)$/.exec(path)?.[1] ?? '';
  for (const [form, fixed] of FORMS) {
    const groups = form.exec(bare)?.groups;
    if (!groups) continue;
    const { version = '', constrained, location } = groups;
    return {
      ...fixed,
      apiVersion: version,
      constrained: constrained !== undefined,
      ...(location === undefined ? {} : { location }),
    };
  }
  return undefined;
};

const PACKAGES = {
  'google gemini': 'google.ai.generativelanguage',
  'google vertex': 'google.cloud.aiplatform',
  'firebase gemini': 'google.firebase.vertexai',
  'firebase vertex': 'google.firebase.vertexai',
} as const;

/** The package in which an endpoint says that its types are, in its errors. */
export const typesAt = ({ backend, through, apiVersion }: Endpoint): string =>
  `${PACKAGES[`${through} ${backend}`]}.${apiVersion}`;
