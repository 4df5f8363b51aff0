import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { path } from './paths.ts';

const BEGIN = '<!-- embed -->';
const END = '<!-- /embed -->';

/** The script tag for a page, with its version and the hash of `dist/cdn/gemini-live.js`, which has those of all that it loads. */
export const embedTag = (): string => {
  const { name, version } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  const hash = createHash('sha384')
    .update(readFileSync(path('dist/cdn/gemini-live.js')))
    .digest('base64');
  return `<script
  type="module"
  src="https://cdn.example/${name}@${version}/dist/cdn/gemini-live.js"
  integrity="sha384-${hash}"
  crossorigin="anonymous"
></script>
<gemini-live token-endpoint="/api/live-token"></gemini-live>`;
};

/** A page of Markdown with this tag between its marks. */
export const fillEmbed = (page: string, tag: string): string => {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`There is no ${BEGIN} … ${END} to fill.`);
  return `${page.slice(0, begin)}${BEGIN}\n\n\`\`\`html\n${tag}\n\`\`\`\n\n${page.slice(end)}`;
};
