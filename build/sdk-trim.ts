import type { Plugin } from 'rollup';

interface Cut {
  readonly what: string;
  readonly found: RegExp;
  readonly put: string;
}

/**
 * What the SDK's `Live` drags along and the element cannot use, 9.5 kB (gzip) in all. Nothing that is left behaves in
 * another way.
 */
const CUTS: readonly Cut[] = [
  {
    what: 'the client of the music service',
    found: /this\.music = new LiveMusic\([^)]*\);/,
    put: '',
  },
  {
    what: "a header that counts uses of MCP, which a browser's WebSocket could not send anyway",
    found: /hasMcpToolUsage\(params\.config\.tools\)\) \{\n\s*setMcpUsageHeader\(clientHeaders\);/,
    put: 'false) {',
  },
  {
    what: 'the forms of Vertex AI, which is not among our backends',
    found: /(?:this\.)?apiClient\.isVertexAI\(\)/g,
    put: 'false',
  },
  {
    what: 'the getters of messages, which read them in a way that we do not',
    found: /^class LiveServerMessage \{[\s\S]*?^\}$/m,
    put: 'class LiveServerMessage {}',
  },
  {
    what: 'the warnings about tokens; the SDK never sees ours',
    found: /apiKey === null \|\| apiKey === void 0 \? void 0 : apiKey\.startsWith\('auth_tokens\/'\)/,
    put: 'false',
  },
  // An enum is a statement that fills an object, and so is kept although nobody reads it. As a pure expression it is not.
  {
    what: 'the heads of enums',
    found: /^var (\w+);\n\(function \(\1\) \{/gm,
    put: 'var $1 = /*#__PURE__*/ (function ($1) {',
  },
  { what: 'the ends of enums', found: /^\}\)\((\w+) \|\| \(\1 = \{\}\)\);/gm, put: 'return $1; })({});' },
];

/** Cuts the SDK down before it is bundled; the build fails when a new version has changed what is cut. */
export const trimSdk = (): Plugin => ({
  name: 'trim-sdk',
  transform(code, id) {
    if (!id.includes('/node_modules/@google/genai/')) return null;
    const trimmed = CUTS.reduce((text, { what, found, put }) => {
      const next = text.replace(found, put);
      if (next === text) this.error(`The SDK has changed: ${what} cannot be found, so it cannot be cut.`);
      return next;
    }, code);
    return { code: trimmed, map: null };
  },
});
