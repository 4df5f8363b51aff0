import type { WireType } from './schema-fields.ts';
import type { FieldSource, Knower } from './wire-field.ts';
import type { SceneName } from './scenes.ts';

/** A field that the service sends. */
export interface ServerField {
  /** From the top of the message: `serverContent.modelTurn.parts[].text`. */
  readonly path: string;
  readonly type: WireType;
  readonly source: FieldSource;
  /** Who sends it. Default: all. */
  readonly known?: readonly Knower[];
  /** When the twin sends it; with `missing`, when the service would. */
  readonly when: string;
  /** The scene in which it is seen; `missing`: the twin does not send it yet, for the reason that `when` gives. */
  readonly scene: SceneName | 'missing';
}

/** A row of the list: path below where the list stands, type, and where it is seen. */
export type ServerRow = readonly [
  path: string,
  type: WireType,
  scene: ServerField['scene'],
  when: string,
  more?: { readonly source?: FieldSource; readonly known?: readonly Knower[] } | undefined,
];

/** The rows of a message at `path`. */
export const at = (path: string, rows: readonly ServerRow[]): readonly ServerRow[] =>
  rows.map(([name, ...rest]): ServerRow => [name === '' ? path : `${path}.${name}`, ...rest]);
