/** The local twin of the Live API: what a host starts in development and in tests. */
export { startLiveEmulator } from './emulator.ts';
export type { LiveEmulator } from './emulator.ts';
export type { EmulatorOptions } from './options.ts';
export type { TlsOptions } from './access/listener.ts';
export type { Closing, EmulatorConnection } from './line/emulator-connection.ts';
export type { ConnectionInfo } from './line/connection.ts';
export type { Tap, TappedFrame } from './line/tap.ts';
export type { Backend, Endpoint } from './access/endpoints.ts';
export type { ReceivedAudio } from './line/traffic.ts';
export type { ReceivedKind, ReceivedMessage } from './line/received.ts';
export type { FunctionResponse } from './protocol/function-response.ts';
export { scaledClock, systemClock } from './time/clock.ts';
export type { EmulatorClock } from './time/clock.ts';
export type { LimitsOptions } from './session/limits-options.ts';
export type { ResumptionOptions } from './session/resumption-options.ts';
export { ManualClock } from './time/manual-clock.ts';
export type { PageOptions } from './page/traffic-page.ts';
export { parseRecording, readRecordings, RecordingError, recordingText } from './recording/index.ts';
export type {
  RecordedClose,
  RecordedFrame,
  Recording,
  RecordingHeader,
  RecordOptions,
} from './recording/index.ts';
export { ReplayDeviation } from './replay/deviation.ts';
export type { ReplayOptions } from './replay/replays.ts';
export { babble } from './dialogue/babble.ts';
export type { Voice, VoiceWish } from './dialogue/babble.ts';
export { defaultAnswer } from './script/script.ts';
export type { Answer, AnswerStep, CallStep, Delivery, ScriptedCall, SpokenStep } from './script/answer.ts';
export type {
  Fault,
  FaultAction,
  FaultConditions,
  HttpFaultAction,
  Moment,
  RefusalName,
  RequestMoment,
} from './script/fault.ts';
export type { Bundling } from './line/bundling.ts';
export type { LinkQuality, Network } from './line/network.ts';
export type {
  AnswerFunction,
  Conversation,
  Script,
  ScriptClient,
  ScriptData,
  Scripts,
} from './script/script.ts';
export type { Turn } from './script/turn.ts';
export type { VideoFrame } from './listening/video-frames.ts';
export { liveEmulatorPlugin } from './test-runner/plugin.ts';
export type { LiveEmulatorPlugin } from './test-runner/plugin.ts';
export type { TwinCommand, TwinReceived, TwinStart, TwinStarted, TwinWait } from './test-runner/commands.ts';
