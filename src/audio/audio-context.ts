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

/** Contexts that were opened and not closed: the session is the page's, and theirs together. */
let open = 0;

/**
 * Makes and resumes the one AudioContext of a conversation. To be called synchronously in the visitor's gesture, before
 * any `await`: browsers keep a context suspended otherwise. It runs at the device's own rate, the only one at which Firefox
 * cancels echo (69 dB, against 0.3 dB in a context of another rate). Throws where Web Audio is missing.
 *
 * A context that was made without a gesture, or that a phone call interrupted, is resumed by the next gesture on the page
 * until `signal` is aborted.
 */
export const openAudioContext = (latency: Latency, signal: AbortSignal): AudioContext => {
  const { audioSession } = navigator as AudioSessionHost;
  if (audioSession) audioSession.type = 'play-and-record';
  const context = new AudioContext({ latencyHint: HINTS[latency] });
  open += 1;
  resumeAudioContext(context);
  for (const gesture of ['pointerup', 'keydown']) {
    addEventListener(gesture, () => resumeAudioContext(context), { signal, capture: true, passive: true });
  }
  return context;
};

/** To be called in a gesture. Harmless when it runs. */
export const resumeAudioContext = (context: AudioContext): void => {
  // It may never settle (Firefox without an audio device) or reject when the context is closed first.
  if (context.state !== 'running') context.resume().catch(() => undefined);
};

/** Whatever is being rendered when the context is suspended is over by then, also where the audio thread has to wait. */
const LAST_QUANTUM_MS = 60;

/**
 * Closes it, once; harmless when the browser has closed it already. It is suspended first: in WebKitGTK 2.50 the page's
 * process crashes when a context goes in the middle of a quantum that its worklet renders (bugs.webkit.org/304132).
 */
export const closeAudioContext = async (context: AudioContext): Promise<void> => {
  const { audioSession } = navigator as AudioSessionHost;
  open -= 1;
  if (audioSession && !open) audioSession.type = 'auto';
  if (context.state === 'closed') return;
  // Not waited for: without an audio device it may never settle.
  context.suspend().catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, LAST_QUANTUM_MS));
  await context.close();
};
