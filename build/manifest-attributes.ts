import { attributeName, PROPERTIES, type Kind } from '../src/attribute-list.ts';
import { propertyTypes } from './attribute-types.ts';
import type { WithEvents } from './manifest-events.ts';

/** What the analyzer writes of a class, as far as it is completed here. */
interface RawMember {
  readonly name: string;
  readonly description?: string;
  readonly inheritedFrom?: unknown;
  type?: { text: string };
  default?: string;
  attribute?: string;
  reflects?: boolean;
}
interface RawAttribute extends Omit<RawMember, 'attribute' | 'reflects'> {
  readonly fieldName: string;
}
interface RawDeclaration extends WithEvents {
  readonly kind: string;
  readonly members?: readonly RawMember[];
  attributes?: readonly RawAttribute[];
}

export interface RawManifest {
  readonly modules: readonly { readonly declarations?: readonly RawDeclaration[] }[];
}

/** The default as the source would say it; what is not set until somebody sets it has none. */
const defaultOf = ({ value }: Kind): { default?: string } => {
  if (value === undefined) return {};
  return { default: typeof value === 'string' ? `'${value}'` : JSON.stringify(value) };
};

/** Completes the member in place, and returns its attribute if it has one. */
const describe = (
  member: RawMember,
  kind: Kind,
  typeOf: (property: string) => string | undefined,
): readonly RawAttribute[] => {
  const { name, description, inheritedFrom } = member;
  Object.assign(member, defaultOf(kind));
  if (kind.attribute === false) return [];
  const text = typeOf(name);
  if (text !== undefined) member.type = { text };
  member.attribute = attributeName(name);
  if (kind.reflect) member.reflects = true;
  return [
    {
      name: member.attribute,
      ...(member.type && { type: member.type }),
      ...defaultOf(kind),
      ...(description !== undefined && { description }),
      fieldName: name,
      ...(inheritedFrom !== undefined && { inheritedFrom }),
    },
  ];
};

/**
 * Adds to the declared fields what the analyzer cannot read in them: the attribute, the default and the spelt-out type.
 * @throws when a property of the list is declared nowhere, or without a word about it
 */
export const listAttributes = (manifest: RawManifest): void => {
  const typeOf = propertyTypes('src/gemini-live-element.ts', 'GeminiLiveElement');
  const kinds = new Map(PROPERTIES);
  const described = new Set<string>();
  for (const declaration of manifest.modules.flatMap((module) => module.declarations ?? [])) {
    const { members = [] } = declaration;
    if (declaration.kind !== 'class' || !members.some(({ name }) => name === PROPERTIES[0]?.[0])) continue;
    declaration.attributes = members.flatMap((member) => {
      const kind = kinds.get(member.name);
      if (!kind || !member.description) return [];
      described.add(member.name);
      return describe(member, kind, typeOf);
    });
  }
  const silent = PROPERTIES.map(([name]) => name).filter((name) => !described.has(name));
  if (silent.length > 0) throw new Error(`Not declared, or without a doc comment: ${silent.join(', ')}.`);
};
