import { readFileSync } from 'node:fs';
import ts from 'typescript';

type Shape = ts.InterfaceDeclaration | ts.ClassDeclaration | ts.TypeAliasDeclaration;

/** The declarations of the SDK that is installed. */
const DECLARATIONS = new URL('../../../node_modules/@google/genai/dist/genai.d.ts', import.meta.url);

const declaredShapes = (text: string): ReadonlyMap<string, Shape> => {
  const shapes = new Map<string, Shape>();
  for (const node of ts.createSourceFile('genai.d.ts', text, ts.ScriptTarget.Latest).statements) {
    const isShape =
      ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node) || ts.isTypeAliasDeclaration(node);
    if (isShape && node.name) shapes.set(node.name.text, node);
  }
  return shapes;
};

/** The type under lists and maps, and what these add to the path: `parts` → `parts[]`, `labels` → `labels{}`. */
interface Unwrapped {
  readonly suffix: string;
  readonly name?: string;
  readonly members?: Exclude<Shape, ts.TypeAliasDeclaration>;
}

/** What the installed SDK declares of a message, by full path (`serverContent.modelTurn.parts[].text`). */
export class SdkFields {
  readonly #shapes: ReadonlyMap<string, Shape>;
  readonly #left: ReadonlySet<string>;
  readonly #met = new Set<string>();

  /**
   * `left`: fields, by the type that declares them (`Tool.retrieval`), that are passed over with all that they hold.
   * `declarations`: the text of other declarations than the installed ones.
   */
  constructor(left: ReadonlySet<string>, declarations = readFileSync(DECLARATIONS, 'utf8')) {
    this.#left = left;
    this.#shapes = declaredShapes(declarations);
  }

  /** Every field below a message. One that holds itself is entered once. Throws when the SDK has no such message. */
  of(message: string): readonly string[] {
    const shape = this.#shapes.get(message);
    if (!shape || ts.isTypeAliasDeclaration(shape)) throw new Error(`The SDK declares no ${message}.`);
    return this.#below(message, shape, '', []);
  }

  /** Names of `left` that no message asked about has: the SDK knows them no more. */
  get unmet(): readonly string[] {
    return [...this.#left].filter((name) => !this.#met.has(name));
  }

  #below(
    name: string,
    shape: Exclude<Shape, ts.TypeAliasDeclaration>,
    path: string,
    above: readonly string[],
  ): string[] {
    if (above.includes(name)) return [];
    const found: string[] = [];
    for (const member of shape.members) {
      const isField = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member);
      if (!isField || !ts.isIdentifier(member.name)) continue;
      const field = `${name.replace(/_\d$/, '')}.${member.name.text}`;
      if (this.#left.has(field)) {
        this.#met.add(field);
        continue;
      }
      const below = this.#unwrap(member.type);
      const here = `${path === '' ? '' : `${path}.`}${member.name.text}${below.suffix}`;
      found.push(here);
      if (below.name !== undefined && below.members)
        found.push(...this.#below(below.name, below.members, here, [...above, name]));
    }
    return found;
  }

  #unwrap(type: ts.TypeNode | undefined): Unwrapped {
    if (!type) return { suffix: '' };
    // Of the SDK's `ContentUnion` and the like, what stands first is what goes over the wire.
    if (ts.isUnionTypeNode(type)) return this.#unwrap(type.types[0]);
    if (ts.isArrayTypeNode(type)) {
      const below = this.#unwrap(type.elementType);
      return { ...below, suffix: `[]${below.suffix}` };
    }
    if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return { suffix: '' };
    const name = type.typeName.text;
    if (name === 'Record') return this.#map(type.typeArguments?.[1]);
    const shape = this.#shapes.get(name);
    if (shape && ts.isTypeAliasDeclaration(shape)) return this.#unwrap(shape.type);
    return shape ? { suffix: '', name, members: shape } : { suffix: '' };
  }

  /** A record of anything is free JSON: a field, not a map. */
  #map(values: ts.TypeNode | undefined): Unwrapped {
    if (!values || values.kind === ts.SyntaxKind.UnknownKeyword) return { suffix: '' };
    const below = this.#unwrap(values);
    return { ...below, suffix: `{}${below.suffix}` };
  }
}
