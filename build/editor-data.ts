import type { Attribute, ElementDeclaration, Typed } from './manifest.ts';

/** The values of a union of string literals; none for any other type. */
const literals = ({ type }: Typed): string[] => {
  const parts = (type?.text ?? '').split('|').map((part) => part.trim());
  const values = parts.filter((part) => part !== 'undefined' && part !== '');
  return values.every((value) => /^'.*'$/.test(value)) ? values.map((value) => value.slice(1, -1)) : [];
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** HTML completion for VS Code (`html.customData`). */
export const vsCodeData = (element: ElementDeclaration): string =>
  json({
    version: 1.1,
    tags: [
      {
        name: element.tagName,
        description: element.description,
        attributes: (element.attributes ?? []).map((attribute) => ({
          name: attribute.name,
          description: attribute.description,
          values: literals(attribute).map((name) => ({ name })),
          ...(attribute.type?.text === 'boolean' ? { valueSet: 'v' } : {}),
        })),
      },
    ],
  });

/** The same for JetBrains' editors (web-types). */
export const webTypes = (element: ElementDeclaration, name: string, version: string): string =>
  json({
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: [
          {
            name: element.tagName,
            description: element.description,
            attributes: (element.attributes ?? []).map((attribute) => ({
              name: attribute.name,
              description: attribute.description,
              value: { type: attribute.type?.text ?? 'string' },
            })),
            slots: (element.slots ?? []).map((slot) => ({ name: slot.name, description: slot.description })),
            js: {
              events: (element.events ?? []).map((event) => ({
                name: event.name,
                description: event.description,
              })),
            },
            css: {
              parts: (element.cssParts ?? []).map((part) => ({
                name: part.name,
                description: part.description,
              })),
              properties: (element.cssProperties ?? []).map((one) => ({
                name: one.name,
                description: one.description,
              })),
            },
          },
        ],
      },
    },
  });

const jsxType = (attribute: Attribute): string => {
  const values = literals(attribute);
  if (values.length > 0) return values.map((value) => `'${value}'`).join(' | ');
  return attribute.type?.text.includes('boolean') ? 'boolean' : 'string | number';
};

/** Types of `<gemini-live>` in React's JSX: attributes by their names in markup, other props by the element's type. */
export const jsxTypes = (element: ElementDeclaration): string => {
  const attributes = (element.attributes ?? []).map((attribute) => {
    const comment = (attribute.description ?? '').replaceAll('*/', '* /').replace(/\s*\n\s*/g, ' ');
    return `  /** ${comment} */\n  '${attribute.name}'?: ${jsxType(attribute)} | undefined;`;
  });
  return `import type { GeminiLiveElement } from './index.js';

/** What \`<${element.tagName}>\` takes in JSX. */
export interface GeminiLiveAttributes {
${attributes.join('\n')}
  class?: string | undefined;
  id?: string | undefined;
  lang?: string | undefined;
  dir?: string | undefined;
  slot?: string | undefined;
  key?: string | number | undefined;
  ref?: ((element: GeminiLiveElement | null) => void) | { current: GeminiLiveElement | null } | undefined;
  children?: unknown;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      '${element.tagName}': GeminiLiveAttributes;
    }
  }
}
`;
};
