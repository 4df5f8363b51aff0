import {
  ManualClock,
  type Answer,
  type EmulatorOptions,
  type LiveEmulator,
  type Turn,
} from '../../src/emulator/index.ts';
import { connect, passTime, withTwin, type Client, type ServerMessage } from './client.ts';

export const isGoAway = ({ goAway }: ServerMessage): boolean => goAway !== undefined;

export const isHandle = ({ sessionResumptionUpdate }: ServerMessage): boolean =>
  sessionResumptionUpdate?.newHandle !== undefined;

/** Has a turn answered, and gives the handle that comes after it. */
export const handleOf = async (client: Client, text = 'x'): Promise<string> => {
  client.send({ realtimeInput: { text } });
  await client.turnComplete();
  const { sessionResumptionUpdate } = await client.next(
    (message) => message.sessionResumptionUpdate?.resumable === true,
  );
  return sessionResumptionUpdate?.newHandle ?? '';
};

/** A twin whose time stands still and that says nothing, its clients, and the turns that it sees. */
export interface Stage {
  readonly twin: LiveEmulator;
  readonly clock: ManualClock;
  readonly turns: Turn[];
  readonly open: (handle?: string | null, setup?: object) => Promise<Client>;
  readonly end: (client: Client) => Promise<void>;
}
/** Runs a test on such a stage, with an answer to everything. */
export const staged = async (
  test: (stage: Stage) => Promise<void>,
  options: EmulatorOptions = {},
  answer: Answer = { kind: 'none' },
): Promise<void> => {
  const clock = new ManualClock();
  const turns: Turn[] = [];
  const script = (turn: Turn): Answer => (turns.push(turn), answer);
  await withTwin({ clock, script, ...options }, async (twin) => {
    const open = (handle?: string | null, setup: object = {}): Promise<Client> => {
      const sessionResumption = handle === undefined ? {} : { handle };
      return connect(twin, { sessionResumption, ...setup }, undefined, clock);
    };
    const end = async (client: Client): Promise<void> => {
      const ended = twin.connections.filter(({ closed }) => closed).length;
      client.close();
      await twin.until(() => twin.connections.filter(({ closed }) => closed).length > ended || undefined);
    };
    await test({ twin, clock, turns, open, end });
  });
};
/** One typed turn; answers with the handle after it. */
export const turn = async ({ clock }: Stage, client: Client, text = 'x'): Promise<string> =>
  passTime(clock, handleOf(client, text));
/** The texts that the model remembered in the last turn. */
export const history = ({ turns }: Stage): string[] => (turns.at(-1)?.history ?? []).map(({ text }) => text);

/** A twin that says nothing and whose time stands still, and a client on it. */
export const still = async (
  options: EmulatorOptions,
  setup: object,
  test: (client: Client, clock: ManualClock, twin: LiveEmulator) => Promise<void>,
): Promise<void> => {
  const clock = new ManualClock();
  await withTwin({ clock, script: { answers: [{ kind: 'none' }] }, ...options }, async (twin) => {
    const client = await connect(twin, setup, undefined, clock);
    await test(client, clock, twin);
  });
};

/** A round trip: by then, everything that the twin had sent before has come, and what was sent to it is dealt with. */
export const roundTrip = async (client: Client, clock: ManualClock): Promise<void> => {
  client.send({ realtimeInput: { text: 'x' } });
  await passTime(clock, client.turnComplete());
};
