import type { Plugin } from 'rollup';
import { applyCuts, type Cut } from './cut.ts';

/**
 * What the SDK's `Live` drags along and the element cannot use, 11 kB (gzip) in all. Nothing that is left behaves in
 * another way; what it no longer refuses has been left out or refused before, by `config-check.ts` and `outgoing.ts`.
 */
const CUTS: readonly Cut[] = [
  {
    what: 'the client of the music service',
    found: /this\.music = new LiveMusic\([^)]*\);/,
    put: '',
  },
  {
    what: 'the address and headers of the socket, which our own factory knows better',
    found: /\/\/ TODO: b\/404946746[^]*?(?=let onopenResolve)/,
    put: '',
  },
  {
    what: 'the same where they are used',
    found: /\.create\(url, headersToMap\(headers\), /,
    put: ".create('', {}, ",
  },
  {
    what: 'a warning on the console about `generationConfig`',
    found: /if \(\(_b = params\.config\)[^{]*\.generationConfig\) \{[^}]*\}/,
    put: '',
  },
  {
    what: 'a callback for the opening, which nobody gives',
    found: /(const onopenAwaitedCallback = )function \(\) \{[^]*?\n {8}\};/g,
    put: '$1() => onopenResolve({});',
  },
  {
    what: 'the same for errors and the end, of which our factory has told before',
    found: /onerror: \(e\) => \{[^]*?\n {12}\},\n {12}onclose: \(e\) => \{[^]*?\n {12}\},/,
    put: 'onclose: () => rejectPendingConnect(),',
  },
  {
    what: 'tools that can be called, which are no plain data',
    found: /const inputTools = [^]*?(?=const liveConnectParameters)/,
    put: '',
  },
  {
    what: 'how such tools are told apart',
    found: /isCallableTool\(tool\) \{\s*return 'callTool' in tool [^}]*\}(?=\s*\})/,
    put: '',
  },
  {
    what: 'the reading of a frame, which our factory has read',
    found: /^async function handleWebSocketMessage\([^]*?^\}$/m,
    put: 'const handleWebSocketMessage = (_, onmessage, { value }) => onmessage(value);',
  },
  {
    what: 'the forms of messages, in which `uplink.ts`, `context-messages.ts`, and the runner of tools write them',
    found: /^class Session \{[^]*?^\}$/m,
    put: `class Session {
      constructor(conn) { this.conn = conn; }
      say(message) { this.conn.send(JSON.stringify(message)); }
    }`,
  },
  {
    what: 'a model that is none, which `session-config.ts` has left out',
    found: /if \(!model \|\| typeof model !== 'string'\) \{[^}]*\}/,
    put: '',
  },
  {
    what: 'signs that no model has, which `setting-values.ts` has refused',
    found: /if \(model\.includes\('\.\.'\)[^{]*\{[^}]*\}/g,
    put: '',
  },
  {
    what: 'a model and a config that may not be there, and the form of a model that has it already',
    found: /^function liveConnectParametersToMldev\([^]*?^\}$/m,
    put: `function liveConnectParametersToMldev(_, { model, config }) {
      const message = { setup: { model } };
      liveConnectConfigToMldev$1(config, message);
      return message;
    }`,
  },
  { what: 'a leftover of that', found: "delete clientMessage['config'];", put: '' },
  {
    what: 'the forms of an instruction, which `config-reading.ts` makes one; beside it there is but text',
    found: /^function tContent\(origin\) \{[^]*?^\}$/m,
    put: `function tContent(origin) {
      return typeof origin === 'string' ? { role: 'user', parts: [{ text: origin }] } : origin;
    }`,
  },
  {
    what: 'a long sentence about fields of Vertex',
    found: / parameter is only supported in Gemini Enterprise Agent Platform mode, not in [^']*'/g,
    put: " is for Vertex AI only.'",
  },
  {
    what: 'a helper of the compiler',
    found: /^typeof SuppressedError [^]*?\n\};/m,
    put: '',
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
    what: 'the forms of tools and safety settings, which `config-reading.ts` writes',
    found:
      /let transformedList = (?:tTools\()?(\w+)\)?;\s*if \(Array\.isArray\(transformedList\)\) \{\s*transformedList = transformedList\.map\(\(item\) => \{\s*return (?:toolToMldev\$\d\(tTool\(item\)\)|safetySettingToMldev\$\d\(item\));\s*\}\);\s*\}\s*(setValueByPath\(\w+, \[[^\]]*\], )transformedList\)/g,
    put: '$2$1)',
  },
  {
    what: 'the forms of resumption and speech, checked by `config-check.ts`',
    found:
      /(?:sessionResumptionConfigToMldev\$1|tLiveSpeechConfig)\((fromSessionResumption|fromSpeechConfig)\)/g,
    put: '$1',
  },
  {
    what: 'the three lines that copy a field, 70 times',
    found:
      /const (\w+) = getValueByPath\(fromObject, \[\s*('\w+'),?\s*\]\);\s*if \((?:parentObject !== undefined && )?\1 != null\) \{\s*setValueByPath\((\w+), \[((?:'\w+', )*)\2\], \1\);\s*\}/g,
    put: 'copyField(fromObject, $2, $3, [$4]);',
  },
  {
    what: 'the place for the function that does the same',
    found: /^ *function getValueByPath\(/m,
    put: `function copyField(from, name, to, path) {
      const value = from[name];
      if (value != null) setValueByPath(to, [...path, name], value);
    }
    $&`,
  },
  {
    what: 'a client and an authenticator, who are asked for nothing any more',
    found: /this\.apiClient = apiClient;\s*this\.auth = auth;/g,
    put: '',
  },
  { what: 'the same, handed on', found: 'new Session(conn, this.apiClient)', put: 'new Session(conn)' },
  {
    what: 'the path to an instruction, which is a name',
    found: /getValueByPath\(fromObject, \[\s*'systemInstruction',?\s*\]\)/g,
    put: 'fromObject.systemInstruction',
  },
  {
    what: 'paths through lists, of which we use none, and the merging with what is there, which `config-check.ts` has done',
    found: /^function setValueByPath\([^]*?^\}$/m,
    put: `function setValueByPath(to, path, value) {
      const last = path.at(-1);
      for (const name of path.slice(0, -1)) to = to[name] ??= {};
      to[last] = value;
    }`,
  },
  {
    what: 'the form of instructions, whose parts `config-reading.ts` writes',
    found: /contentToMldev\$2\((tContent\(fromSystemInstruction\))\)/g,
    put: '$1',
  },
  {
    what: 'a number of the reader of event streams',
    found: /BOUNDARIES\.reduce\([^;]*;/,
    put: '4;',
  },
  {
    what: 'a look at the surroundings that nobody reads',
    found: /^const gt = .*$/m,
    put: 'const gt = null;',
  },
  {
    what: 'a field of Vertex AI, which `config-check.ts` leaves out',
    found: /if \(getValueByPath\(fromObject, \['explicitVadSignal'\]\) !== undefined\) \{[^}]*\}/,
    put: '',
  },
  // An enum is a statement that fills an object, and so is kept although nobody reads it. As a pure expression it is not.
  {
    what: 'the heads of enums',
    found: /^var (\w+);\n\(function \(\1\) \{/gm,
    put: 'var $1 = /*#__PURE__*/ (function ($1) {',
  },
  { what: 'the ends of enums', found: /^\}\)\((\w+) \|\| \(\1 = \{\}\)\);/gm, put: 'return $1; })({});' },
];

/** What our own module has for the whole SDK, as the npm build uses it. */
const OWN_CUTS: readonly Cut[] = [
  {
    what: 'answers to what the SDK asks its client',
    found: /const client = \{[^]*?\n {4}\};/,
    put: 'const client = {};',
  },
  { what: 'a frame as text, which nobody reads again', found: '{ data: text, value }', put: '{ value }' },
  {
    what: 'the way to the form of each kind of message',
    found: /if \("realtimeInput" in message\)[^]*?sendContextUpdate\(.*\);/,
    put: 'session.say(message);',
  },
];

/** Cuts the SDK down before it is bundled; the build fails when a new version has changed what is cut. */
export const trimSdk = (): Plugin => ({
  name: 'trim-sdk',
  transform(code, id) {
    const ours = id.endsWith('/src/wire/live-connection.ts');
    if (!ours && !id.includes('/node_modules/@google/genai/')) return null;
    const trimmed = applyCuts(code, ours ? OWN_CUTS : CUTS, (sentence) => this.error(sentence));
    return { code: trimmed, map: null };
  },
});
