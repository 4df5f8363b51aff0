import { loadWorklet } from '../../audio/load-worklet.ts';
import { type NodeMessage, SPEECH_PROCESSOR, type SpeechReport } from '../../audio/messages.ts';
import { isFailure } from '../../core/live-failure.ts';
import { loadSpeechText, speechFile } from '../../speech-worklet.ts';
import type { FeatureContext, FeatureInstance } from '../feature.ts';

/**
 * Hears on the page, too, when the visitor begins and ceases to speak, and tells the service of the end at once, which else
 * waits for a silence of its own. What begins while the model is heard may be its echo: that counts only if it interrupted
 * the model. Without its worklet the conversation goes on as if it had not been asked for.
 */
export const create = (context: FeatureContext): FeatureInstance => {
  const { audio, audioPath, extras, host, plan, send, show, signal, warn } = context;
  /** The model is heard. */
  let sounding = false;
  /** What was taken for speech began while it was, or went on into a mute. */
  let doubtful = false;

  const indicate = (userSpeaking: boolean): void => {
    if (extras().userSpeaking !== userSpeaking) show({ userSpeaking });
  };

  const heard = ({ type }: SpeechReport): void => {
    const { hybridEndOfTurn, muted } = host.settings();
    const ours = hybridEndOfTurn && !muted && plan()?.manualActivity === false;
    if (type === 'start') {
      doubtful = sounding;
      indicate(ours && !doubtful);
      return;
    }
    indicate(false);
    if (ours && !sounding && !doubtful) send({ realtimeInput: { audioStreamEnd: true } });
  };

  const listen = async (): Promise<void> => {
    await loadWorklet(audio, 'speech', {
      base: host.settings().workletBase,
      loadFile: speechFile,
      loadText: loadSpeechText,
      signal,
    });
    signal.throwIfAborted();
    const node = new AudioWorkletNode(audio, SPEECH_PROCESSOR, {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    node.port.onmessage = ({ data }: MessageEvent<SpeechReport>) => heard(data);
    signal.addEventListener('abort', () => {
      node.port.onmessage = null;
      node.port.postMessage({ type: 'close' } satisfies NodeMessage);
    });
    audioPath.tap(node);
  };

  listen().catch((error: unknown) => {
    if (isFailure(error) && !signal.aborted) warn({ code: error.code, message: error.message });
  });
  signal.addEventListener('abort', () => indicate(false));

  return {
    settingsChanged: (names) => {
      if (!names.includes('muted') || !host.settings().muted) return;
      // What was being said ends with the mute, which tells the service by itself.
      doubtful = true;
      indicate(false);
    },
    receive: (told) => {
      if (told.type !== 'playback') return;
      const { type } = told.report;
      sounding = type === 'started';
      // It was no echo: the model fell silent for it.
      if (type === 'flushed' && doubtful) doubtful = false;
    },
  };
};
