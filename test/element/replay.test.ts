import { expect } from '@open-wc/testing';
import type { PlaybackCommand } from '../../src/audio/messages.ts';
import { ENGINES, Stage, type EngineOption } from '../support/conversation-harness.ts';
import type { TwinStart } from '../support/twin-commands.ts';

type Post = (this: MessagePort, message: unknown, ...rest: unknown[]) => void;

/** Copies the PCM that is given to the player, as far as it passes through this page. */
class PlayedPcm {
  readonly #bytes: number[] = [];
  readonly #undo: () => void;

  constructor() {
    const post = Reflect.get(MessagePort.prototype, 'postMessage') as Post;
    const note = (message: unknown): void => {
      const { type, data } = (message ?? {}) as Partial<Extract<PlaybackCommand, { type: 'chunk' }>>;
      if (type === 'chunk' && data) this.#bytes.push(...new Uint8Array(data));
    };
    const watched: Post = function (message, ...rest) {
      note(message);
      post.call(this, message, ...rest);
    };
    Object.assign(MessagePort.prototype, { postMessage: watched });
    this.#undo = () => Object.assign(MessagePort.prototype, { postMessage: post });
  }

  get bytes(): readonly number[] {
    return this.#bytes;
  }

  close(): void {
    this.#undo();
  }
}

/** What a visitor saw and heard of a conversation. */
interface Experience {
  readonly states: readonly string[];
  readonly transcript: readonly { readonly role: string; readonly text: string; readonly final: boolean }[];
  readonly pcm: readonly number[];
  readonly errors: readonly string[];
}

/** Types, is answered, speaks, is answered; the same whoever is at the other end. */
const converse = async (
  engine: EngineOption,
  twin: TwinStart,
): Promise<Experience & { readonly recordings: readonly string[] }> => {
  const played = new PlayedPcm();
  const stage = await Stage.open({ engine, twin });
  try {
    const { element } = stage;
    /** So many answers were heard to their end; looked at late, too, when a replay has been quicker than this page. */
    const answered = (answers: number): Promise<void> =>
      stage.until(() => {
        const spoken = stage.states.filter((state) => state === 'speaking').length;
        return spoken >= answers && element.state === 'listening';
      });
    element.sendText('Hello?');
    await answered(1);
    await element.start();
    await stage.say();
    await answered(2);
    await element.stop();
    await stage.twin.wait({ for: 'closed' });
    return {
      states: stage.states,
      transcript: element.transcript.map(({ role, text, final }) => ({ role, text, final })),
      pcm: played.bytes,
      errors: stage.errors,
      recordings: twin.record === true ? await stage.twin.recordings() : [],
    };
  } finally {
    played.close();
    await stage.close();
  }
};

/** The second answer leaves time: the visitor is not equally quick each time. */
const SCRIPTED: TwinStart = {
  record: true,
  script: {
    answers: [
      { kind: 'say', text: 'Good morning.', delayMs: 10 },
      { kind: 'parrot', heard: [' Say', ' it', ' again.'], delayMs: 700 },
    ],
  },
};

for (const engine of ENGINES) {
  describe(`a recorded conversation that is replayed (engine ${engine})`, () => {
    let recordings: readonly string[];
    let first: Experience;
    before(async () => ({ recordings, ...first } = await converse(engine, SCRIPTED)));

    it('was recorded whole', () => {
      expect(recordings).to.have.length(1);
      expect(first.transcript.map(({ text }) => text))
        .to.include('Good morning.')
        .and.to.include('Say it again.');
      // In a Worker the PCM does not pass through the page.
      expect(first.pcm.length > 50_000).to.equal(engine === 'inline');
      expect(first.errors).to.deep.equal([]);
    });

    for (const speed of [1, 4]) {
      it(`is the same for the visitor (${speed} × the recorded pace)`, async () => {
        const { recordings: _, ...second } = await converse(engine, {
          replay: { recording: recordings, speed },
        });
        expect(second).to.deep.equal(first);
      });
    }
  });
}
