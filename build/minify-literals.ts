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

/** Elements that hold plain text, with a value in it: our copy of Lit cannot do that (`lit-trim.ts`). */
const VALUE_IN_TEXT = /<(script|style|textarea|title)\b[^>]*>[^<]*$/i;

/** A value that is a tag's name, or stands in a tag without an attribute: no more can it do that. */
const VALUE_AS_TAG = /<\/?$|<[a-z][\w-]*(?:\s+[^\s"'<>=]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>=]+))?)*\s+$/i;

/**
 * Runs of white space mean as much as one space: in none of our templates is white space kept. Between two tags it means
 * something only around phrases; everything else of ours stands in boxes that ignore it.
 */
const minifyHtml = (text: string): string =>
  text
    .replace(/<!--[^]*?-->/g, '')
    .replace(/\s+/g, ' ')
    .replaceAll(' >', '>')
    .replace(/="([\w-]+)"(?=[ >])/g, '=$1')
    .replace(/> (?=<\/?(?!span|strong)\w)/g, '>');

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
  return code
    .trim()
    .replace(/="([a-z][\w-]*)"(?=\])/g, '=$1')
    .replace(/("[^"]*")|([:,]) /g, (_, quoted?: string, sign?: string) => quoted ?? sign ?? '')
    .replaceAll('\\', '\\\\')
    .replaceAll('`', '\\`');
};

/** Without values there is nothing to check: what Lit's `css` does beyond making a sheet of the text is left out. */
const SHEET_MAKER = 'unsafeCSS';

const edit = async ({ start, end, tag, quasi }: Template, code: string): Promise<Edit[]> => {
  const name = tag.name ?? '';
  const pieces = quasi.quasis.map((piece) => ({
    start: piece.start,
    end: piece.end,
    text: code.slice(piece.start, piece.end),
  }));
  const [only, ...more] = pieces;
  if (name === 'css' && only && more.length === 0) {
    return [{ start, end, text: `${SHEET_MAKER}(\`${await minifyCss(only.text)}\`)` }];
  }
  // A chunk without Lit makes its own sheet of it.
  if (name === 'sheet' && only && more.length === 0) return [{ ...only, text: await minifyCss(only.text) }];
  const untilEachValue = pieces.map((_, i) =>
    pieces
      .slice(0, i + 1)
      .map(({ text }) => text)
      .join('x'),
  );
  const refused = (places: RegExp): boolean => untilEachValue.slice(0, -1).some((text) => places.test(text));
  if (name === 'html' && refused(VALUE_IN_TEXT)) {
    throw new Error(`A template has a value inside an element of text: ${code.slice(start, start + 80)}`);
  }
  if (['html', 'svg'].includes(name) && refused(VALUE_AS_TAG)) {
    throw new Error(
      `A template has a value that is no attribute's in a tag: ${code.slice(start, start + 80)}`,
    );
  }
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
      if (id.includes('/node_modules/') || !/\b(html|svg|css|sheet)`/.test(code)) return null;
      const templates = templatesIn(this.parse(code));
      const edits = (await Promise.all(templates.map((template) => edit(template, code)))).flat();
      const result = edits
        .sort((a, b) => b.start - a.start)
        .reduce((text, { start, end, text: piece }) => text.slice(0, start) + piece + text.slice(end), code);
      const needs = result.includes(`${SHEET_MAKER}(`) ? `import { ${SHEET_MAKER} } from 'lit';\n` : '';
      return { code: needs + result, map: null };
    },
  },
});
