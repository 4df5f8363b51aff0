import { fileURLToPath } from 'node:url';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findChromium } from './find-chromium.ts';

const speech = fileURLToPath(new URL('../../test/fixtures/speech.wav', import.meta.url));

/**
 * Flags for a quiet Chromium whose microphone is a recording: no prompt, no sound card, no phoning home. Without the
 * autoplay flag a context that is made before a click stays suspended.
 */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-audio-capture=${speech}`,
  '--autoplay-policy=no-user-gesture-required',
];

/** The environment less any sound server: with one in sight, the first AudioContext stalls for up to a second. */
export const quietEnv = (): NodeJS.ProcessEnv => {
  const { PULSE_SERVER: _, ...env } = process.env;
  return env;
};

/**
 * Web-test-runner's launcher for Chromium. Each test page is a window of its own: in background tabs
 * `requestAnimationFrame` never fires.
 */
export const chromium = async () => {
  const found = await findChromium();
  return chromeLauncher({
    launchOptions: { ...found, args: chromiumArgs, env: quietEnv() },
    createPage: ({ context }) => context.newPage({ type: 'window' }),
  });
};
