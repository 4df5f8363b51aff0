import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock, type Answer, type Turn } from '../../src/emulator/index.ts';
import { seeded } from '../../src/core/random.ts';
import { connect, passTime, withTwin, type Client } from './client.ts';
import { handleOf } from './life.ts';

/** What a session should know: turns so far, and what was said, by whom. */
interface Known {
  turns: number;
  said: readonly string[];
}
/** One line that is open, and what is known on it. */
interface Line {
  readonly client: Client;
  readonly known: Known;
}

const STEPS = 40;

/** Talks, seeds, loses and resumes at random, over several sessions at once, and holds each turn against what it should know. */
const run = (mode: 'forgets' | 'remembers', seed: number): Promise<void> => {
  const random = seeded(seed);
  const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)] as One;
  const clock = new ManualClock();
  let seen: Turn | undefined;
  const script = (turn: Turn): Answer => {
    seen = turn;
    return turn.text.length % 2 === 0
      ? { kind: 'none' }
      : { kind: 'say', text: `re ${turn.text}`, turnComplete: 'at-once' };
  };
  const voice = (): Int16Array => new Int16Array(240);
  return withTwin({ clock, script, voice, resumption: mode, limits: { off: true } }, async (twin) => {
    const handles: { readonly handle: string; readonly known: Known }[] = [];
    const lines: Line[] = [];
    let words = 0;
    const word = (): string => `${(words += 1)}${'x'.repeat(Math.floor(random() * 5))}`;
    const open = async (handle?: string, known: Known = { turns: 0, said: [] }): Promise<void> => {
      const sessionResumption = handle === undefined ? {} : { handle };
      lines.push({ client: await connect(twin, { sessionResumption }, undefined, clock), known });
    };
    const talk = async ({ client, known }: Line): Promise<void> => {
      const text = word();
      const handle = await passTime(clock, handleOf(client, text));
      known.turns += 1;
      known.said = [...known.said, `user ${text}`];
      const found = { turns: seen?.index, said: seen?.history.map((entry) => `${entry.by} ${entry.text}`) };
      assert.deepEqual(found, { turns: known.turns, said: known.said }, `${mode}, seed ${seed}`);
      if (text.length % 2 === 1) known.said = [...known.said, `model re ${text}`];
      handles.push({ handle, known: mode === 'remembers' ? known : { ...known } });
    };
    const note = async ({ client, known }: Line): Promise<void> => {
      const text = word();
      client.send({ clientContent: { turns: [{ role: 'user', parts: [{ text }] }] } });
      await client.answered();
      known.said = [...known.said, `user ${text}`];
    };
    const lose = async (line: Line): Promise<void> => {
      lines.splice(lines.indexOf(line), 1);
      const open = twin.connections.filter(({ closed }) => closed).length;
      line.client.close();
      await twin.until(() => twin.connections.filter(({ closed }) => closed).length > open || undefined);
    };
    await open();
    for (let step = 0; step < STEPS; step += 1) {
      const line = lines.length > 0 ? pick(lines) : undefined;
      const chance = random();
      if (line && chance < 0.45) await talk(line);
      else if (line && chance < 0.6) await note(line);
      else if (line && chance < 0.8) await lose(line);
      else if (handles.length > 0 && chance < 0.97) {
        const { handle, known } = pick(handles);
        await open(handle, mode === 'remembers' ? known : { ...known });
      } else await open();
    }
    for (const line of lines) await talk(line);
  });
};

describe('sessions that are lost and resumed at random know what they should', () => {
  for (const mode of ['forgets', 'remembers'] as const) {
    for (const seed of [1, 2, 3, 4, 5]) it(`${mode}, seed ${seed}`, () => run(mode, seed));
  }
});
