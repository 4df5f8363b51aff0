import type { Answer, FaultAction, LiveEmulator, ScriptData } from '../../src/emulator/index.ts';
import { Client, socketUrl } from './client.ts';

export const ANSWER: Answer = { kind: 'tone', hz: 440, seconds: 1, turnComplete: 'at-once' };
export const ready = (action: FaultAction): ScriptData => ({
  faults: [{ at: 'setup-complete', do: action }],
});

/** A client that is ready for messages which the service never sends. */
export const connectToAnything = async (twin: LiveEmulator, setup: object = {}): Promise<Client> => {
  const client = new Client(socketUrl(twin)).expectAnything();
  await client.opened;
  client.send({ setup: { model: 'models/gemini-3.8-live', ...setup } });
  await client.next(({ setupComplete }) => setupComplete !== undefined);
  return client;
};
