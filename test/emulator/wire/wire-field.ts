import type { WireType } from './schema-fields.ts';

/** Who may know a field: the Developer API, Vertex AI, and Firebase before the Developer API. */
export const KNOWERS = ['gemini', 'vertex', 'firebase'] as const;
export type Knower = (typeof KNOWERS)[number];

/** Where its form is known from: recorded traffic, the wire of Google's SDK as measured, or documentation. */
export type FieldSource = 'recorded' | 'measured' | 'documented';

/** What may be said of a client's field beside its path and type. */
export interface ClientNotes {
  /** Default `documented`. */
  readonly source?: FieldSource;
  /** Who knows it. Default: all. */
  readonly known?: readonly Knower[];
  /** On Vertex AI, where that differs. */
  readonly typeOnVertex?: WireType;
  /** The message's name, as errors tell it. */
  readonly named?: string;
  /** A value that is taken. Default: see `rightValue`. */
  readonly right?: unknown;
  /** The twin takes no value of it, and ends the connection so. */
  readonly refused?: readonly [code: number, reason: RegExp];
  /** A right value exists in a conversation only: the test of its effect shows that it is taken. */
  readonly inConversation?: true;
}

/** A field that a client may send. */
export interface ClientField extends ClientNotes {
  /** From the top of the message: `setup.tools[].functionDeclarations[].name`. */
  readonly path: string;
  readonly type: WireType;
}

/** A row of a list: the path below where the list stands. */
export type ClientRow = readonly [path: string, type: WireType, notes?: ClientNotes];

/** A message that stands at `path`, and its fields below it; `notes` are about the message itself. */
export const below = (
  path: string,
  rows: readonly ClientRow[],
  notes: ClientNotes = {},
): readonly ClientRow[] => [
  [path, notes.named === undefined ? 'message' : `message ${notes.named}`, notes],
  ...rows.map(([name, ...rest]): ClientRow => [`${path}.${name}`, ...rest]),
];
