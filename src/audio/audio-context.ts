/** `lowest` asks for the smallest buffers, `smooth` for larger ones, for busy pages and weak machines. */
export type Latency = 'interactive' | 'lowest' | 'smooth';

const HINTS: Record<Latency, AudioContextLatencyCategory | number> = {
  interactive: 'interactive',
  lowest: 0,
  smooth: 'playback',
};

/** Safari 16.4 and later: without it the silent switch mutes the answer, and the volume jumps when capture starts. */
interface AudioSessionHost {
  readonly audioSession?: { type: string };
}

/**
 * Makes and resumes the one AudioContext of a conversation. To be called synchronously in the visitor's gesture, before
 * any `await`: browsers keep a context suspended otherwise. It runs at the device's own rate, the only one at which Firefox
 * cancels echo (69 dB, against 0.3 dB in a context of another rate). Throws where Web Audio is missing.
 */
export const openAudioContext = (latency: Latency = 'interactive'): AudioContext => {
  const { audioSession } = navigator as AudioSessionHost;
  if (audioSession) audioSession.type = 'play-and-record';
  const context = new AudioContext({ latencyHint: HINTS[latency] });
  // It may never settle (Firefox without an audio device) or reject when the context is closed first.
  context.resume().catch(() => undefined);
  return context;
};

/** Closes it; harmless when it is closed already. */
export const closeAudioContext = async (context: AudioContext): Promise<void> => {
  const { audioSession } = navigator as AudioSessionHost;
  if (audioSession) audioSession.type = 'auto';
  if (context.state !== 'closed') await context.close();
};
