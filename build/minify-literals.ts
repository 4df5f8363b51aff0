import { transform } from 'esbuild';
import type { Plugin } from 'rollup';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}
interface Template extends Node {
  readonly tag: Node & { readonly name?: string };
  readonly quasi: { readonly quasis: readonly Node[] };
}
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
const isTemplate = (node: Node): node is Template => node.type === 'TaggedTemplateExpression';

const templatesIn = (value: unknown): Template[] => {
  if (Array.isArray(value)) return value.flatMap(templatesIn);
  if (!isNode(value)) return [];
  return [...(isTemplate(value) ? [value] : []), ...Object.values(value).flatMap(templatesIn)];
};

/** Runs of white space mean as much as one space: in none of our templates is white space kept. */
const minifyHtml = (text: string): string => text.replace(/<!--[^]*?-->/g, '').replace(/\s+/g, ' ');

/** For styles with values in them, of which a CSS parser would make nothing. */
const minifyCssPiece = (text: string): string =>
  text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1');

const minifyCss = async (text: string): Promise<string> => {
  // A backslash in a template is doubled in the source; what esbuild would make of it is not worth the bytes.
  if (text.includes('\\')) return minifyCssPiece(text);
  const { code } = await transform(text, { loader: 'css', minify: true });
  return code.trim().replaceAll('\\', '\\\\').replaceAll('`', '\\`');
};

const edit = async ({ tag, quasi }: Template, code: string): Promise<Edit[]> => {
  const name = tag.name ?? '';
  const pieces = quasi.quasis.map(({ start, end }) => ({ start, end, text: code.slice(start, end) }));
  const [only, ...more] = pieces;
  if (name === 'css' && only && more.length === 0) return [{ ...only, text: await minifyCss(only.text) }];
  const minify = name === 'css' ? minifyCssPiece : minifyHtml;
  return ['css', 'html', 'svg'].includes(name)
    ? pieces.map((piece) => ({ ...piece, text: minify(piece.text) }))
    : [];
};

/** Takes white space and comments out of the `html`, `svg` and `css` templates in our own sources. */
export const minifyLiterals = (): Plugin => ({
  name: 'minify-literals',
  transform: {
    // After TypeScript has become JavaScript, which is what `parse` reads.
    order: 'post',
    async handler(code, id) {
      if (id.includes('/node_modules/') || !/\b(html|svg|css)`/.test(code)) return null;
      const templates = templatesIn(this.parse(code));
      const edits = (await Promise.all(templates.map((template) => edit(template, code)))).flat();
      const result = edits
        .sort((a, b) => b.start - a.start)
        .reduce((text, { start, end, text: piece }) => text.slice(0, start) + piece + text.slice(end), code);
      return { code: result, map: null };
    },
  },
});
