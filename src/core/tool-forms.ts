import { declarationOf } from './function-schema.ts';
import { isObject, without, type PlainObject } from './merge.ts';

/**
 * The tools that the Developer API and Firebase AI Logic take (the SDK's `toolToMldev`). Vertex has more, and takes them as
 * they are.
 */
const TOOLS: readonly string[] = [
  'functionDeclarations',
  'googleSearch',
  'googleMaps',
  'codeExecution',
  'computerUse',
  'googleSearchRetrieval',
  'mcpServers',
  'urlContext',
  'fileSearch',
];

/** What of these tools only Vertex takes. */
const VERTEX_ONLY: readonly string[] = [
  'googleSearch.blockingConfidence',
  'googleSearch.excludeDomains',
  'googleMaps.groundingTypes',
];

/** `tools` in the form that goes on the wire; `leftOut` is told of what only Vertex takes. What is no object is dropped. */
export const formTools = (
  tools: readonly unknown[],
  vertex: boolean,
  leftOut: (path: string) => void,
): PlainObject[] =>
  tools.filter(isObject).flatMap((tool) => {
    const form = vertex ? tool : forDeveloperApi(tool, leftOut);
    const { functionDeclarations } = form;
    // A tool of which nothing is left would be an empty one, which the service refuses.
    if (Object.keys(form).length === 0) return [];
    if (!Array.isArray(functionDeclarations)) return [form];
    return [{ ...form, functionDeclarations: functionDeclarations.filter(isObject).map(declarationOf) }];
  });

const forDeveloperApi = (tool: PlainObject, leftOut: (path: string) => void): PlainObject => {
  const names = Object.keys(tool).filter((name) => TOOLS.includes(name));
  for (const name of Object.keys(tool)) if (!names.includes(name)) leftOut(`tools.${name}`);
  let form = Object.fromEntries(names.map((name) => [name, tool[name]]));
  for (const path of VERTEX_ONLY) {
    const [name = '', field = ''] = path.split('.');
    const inner = form[name];
    if (!isObject(inner) || !(field in inner)) continue;
    leftOut(`tools.${path}`);
    form = { ...form, [name]: without(inner, field) };
  }
  return form;
};
