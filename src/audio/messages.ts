/**
 * What travels over the worklets' ports. Both worklets first get their end of a MessageChannel over `node.port`
 * (`ConnectMessage`); its other end lives in the engine, so that audio never crosses the page's main thread.
 */
export interface ConnectMessage {
  readonly type: 'connect';
  readonly port: MessagePort;
}

/** Ends a worklet over `node.port`: it closes its ports and may be collected once the node is disconnected. */
export interface CloseMessage {
  readonly type: 'close';
}
/**
 * Tells the capture worklet whether a microphone is connected. Firefox gives a processor no channel at all while its source
 * is silent, and silence is input: the service finds the end of a turn in it.
 */
export interface ListenMessage {
  readonly type: 'listen';
  readonly on: boolean;
}
/** What a worklet is told over `node.port`. */
export type NodeMessage = ConnectMessage | CloseMessage | ListenMessage;

/** Name and options of the capture processor. */
export const CAPTURE_PROCESSOR = 'gemini-live-capture';
export interface CaptureOptions {
  /** Rate of the frames sent, Hz. Default 16000, the Live API's native input rate. */
  readonly targetRate?: number;
  /** Length of a frame, ms. Default 20. */
  readonly frameMs?: number;
}
/** Capture worklet → engine: one frame, 16-bit little-endian mono PCM, transferred. */
export type CapturedFrame = ArrayBuffer;
/** Engine → capture worklet: frames' buffers given back for reuse, transferred, several at a time. */
export type ReturnedBuffers = ArrayBuffer[];

/** Name and options of the playback processor. */
export const PLAYBACK_PROCESSOR = 'gemini-live-playback';
export interface PlaybackOptions {
  /** Rate of the chunks, Hz. Default 24000, the Live API's output rate. */
  readonly sourceRate?: number;
  /** Upper bound of the adaptive start delay, ms. Default 120. */
  readonly maxStartDelayMs?: number;
}
/** Engine → playback worklet. */
export type PlaybackCommand =
  /** 16-bit little-endian mono PCM of one turn, transferred; any length, an odd number of bytes included. */
  | { readonly type: 'chunk'; readonly turn: number; readonly data: ArrayBuffer }
  /** No more audio comes for this turn: what is queued plays out, then `drained` is reported. */
  | { readonly type: 'end'; readonly turn: number }
  /** Silence now: 5 ms fade, then the queue is dropped. Idempotent. */
  | { readonly type: 'flush' };

/** Playback worklet → engine: what was really heard. Sent only when something changes. */
export interface PlaybackReport {
  /**
   * - `started`: the first sample of a turn (or the first after a gap) left the worklet.
   * - `starved`: the queue ran dry in mid-turn; the sound was faded out and more is awaited.
   * - `drained`: all of the turn was heard.
   * - `flushed`: a flush took effect; reported also when nothing was playing.
   */
  readonly type: 'started' | 'starved' | 'drained' | 'flushed';
  readonly turn: number;
  /** How much of the turn's audio has left the worklet, ms of source audio. */
  readonly playedMs: number;
  /** `currentTime` of the context at the report, s. */
  readonly contextTime: number;
}

/** Name of the processor that hears locally when the visitor begins and ceases to speak. */
export const SPEECH_PROCESSOR = 'gemini-live-speech';
/** Speech worklet → page, over `node.port`: speech has begun, or there was silence for long enough to call it ended. */
export interface SpeechReport {
  readonly type: 'start' | 'end';
}
