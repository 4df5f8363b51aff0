import type { LiveEmulator } from '../../src/emulator/index.ts';
import { connect, join, silence, tone, type Client } from './client.ts';

/** A client that has spoken, and was answered. */
export const converse = async (twin: LiveEmulator): Promise<Client> => {
  const client = await connect(twin, { outputAudioTranscription: {} });
  client.speak(join(silence(0.2), tone(0.5), silence(1)));
  await client.turnComplete();
  return client;
};
