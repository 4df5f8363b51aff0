import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A PulseAudio daemon of our own with a sink that swallows everything at 48 kHz: Firefox's AudioContext does not run
 * without a sound server. It ends, and its folder goes, with this process.
 * @returns the value of `PULSE_SERVER` for the browser
 */
export const startNullSink = async (): Promise<string> => {
  const dir = mkdtempSync(join(tmpdir(), 'gemini-live-pulse-'));
  const socket = join(dir, 'native');
  const env = { ...process.env, PULSE_RUNTIME_PATH: dir, PULSE_STATE_PATH: dir, XDG_CONFIG_HOME: dir };
  const daemon = spawn(
    'pulseaudio',
    [
      '-n',
      '--daemonize=no',
      '--exit-idle-time=-1',
      '--use-pid-file=no',
      '-L',
      `module-native-protocol-unix socket=${socket} auth-anonymous=1`,
      '-L',
      'module-null-sink sink_name=out rate=48000',
    ],
    { env, stdio: 'ignore' },
  );
  process.once('exit', () => {
    daemon.kill();
    rmSync(dir, { recursive: true, force: true });
  });
  const server = `unix:${socket}`;
  for (let tries = 0; tries < 100; tries++) {
    const info =
      existsSync(socket) && spawnSync('pactl', ['info'], { env: { ...env, PULSE_SERVER: server } });
    if (info && info.status === 0) return server;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('PulseAudio did not start (Debian: pulseaudio, pulseaudio-utils).');
};
