import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServerMessage } from './client.ts';
import { SCENES, type SceneName } from './wire/scenes.ts';
import { SERVER_FIELDS } from './wire/server-fields.ts';

/** Paths of all that a message holds; what is free JSON is not entered. */
const pathsIn = (value: unknown, path: string): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, path));
  const inside =
    typeof value === 'object' && value !== null && !path.endsWith('.args') ? Object.entries(value) : [];
  return [
    path,
    ...inside.flatMap(([name, inner]) =>
      pathsIn(inner, `${path === '' ? name : `${path}.${name}`}${Array.isArray(inner) ? '[]' : ''}`),
    ),
  ];
};

const played = new Map<SceneName, Promise<ReadonlySet<string>>>();

/** What is sent in a scene; each is played once. */
const sentIn = (name: SceneName): Promise<ReadonlySet<string>> => {
  const paths = (messages: readonly ServerMessage[]): ReadonlySet<string> =>
    new Set(messages.flatMap((message) => pathsIn(message, '')));
  const known = played.get(name) ?? SCENES[name]().then(paths);
  played.set(name, known);
  return known;
};

const NAMES = Object.keys(SCENES) as readonly SceneName[];

describe('a field of the service', () => {
  for (const { path, scene } of SERVER_FIELDS) {
    if (scene === 'missing') {
      it(`${path} is sent in no scene`, async () => {
        for (const name of NAMES) assert.ok(!(await sentIn(name)).has(path), `seen in the scene ${name}`);
      });
    } else {
      it(`${path} is sent: ${scene}`, async () => {
        const sent = await sentIn(scene);
        assert.ok(sent.has(path), [...sent].sort().join(' '));
      });
    }
  }
});
