/** The local twin of the Live API: what a host starts in development and in tests. */
export { startLiveEmulator } from './emulator.ts';
export type { LiveEmulator } from './emulator.ts';
export type { EmulatorOptions } from './options.ts';
export type { TlsOptions } from './listener.ts';
export type { Closing, EmulatorConnection } from './emulator-connection.ts';
export type { ConnectionInfo } from './connection.ts';
export type { Tap, TappedFrame } from './tap.ts';
export type { Backend, Endpoint } from './endpoints.ts';
export type { ReceivedAudio } from './traffic.ts';
export type { ReceivedKind, ReceivedMessage } from './received.ts';
export type { FunctionResponse } from './function-response.ts';
export { scaledClock, systemClock } from './clock.ts';
export type { EmulatorClock } from './clock.ts';
export type { LimitsOptions } from './limits-options.ts';
export type { ResumptionOptions } from './resumption-options.ts';
export { ManualClock } from './manual-clock.ts';
export type { PageOptions } from './page/traffic-page.ts';
export { parseRecording, readRecordings, RecordingError, recordingText } from './recording/index.ts';
export type { RecordedClose, RecordedFrame, Recording, RecordingHeader, RecordOptions } from './recording/index.ts';
export { ReplayDeviation } from './replay/deviation.ts';
export type { ReplayOptions } from './replay/replays.ts';
export { babble } from './babble.ts';
export type { Voice, VoiceWish } from './babble.ts';
export { defaultAnswer } from './script.ts';
export type { Answer, AnswerStep, CallStep, Delivery, ScriptedCall, SpokenStep } from './answer.ts';
export type {
  Fault,
  FaultAction,
  FaultConditions,
  HttpFaultAction,
  Moment,
  RefusalName,
  RequestMoment,
} from './fault.ts';
export type { Bundling } from './bundling.ts';
export type { LinkQuality, Network } from './network.ts';
export type { AnswerFunction, Conversation, Script, ScriptClient, ScriptData, Scripts } from './script.ts';
export type { Turn } from './turn.ts';
export type { VideoFrame } from './video-frames.ts';
export { liveEmulatorPlugin } from './test-runner/plugin.ts';
export type { LiveEmulatorPlugin } from './test-runner/plugin.ts';
export type { TwinCommand, TwinReceived, TwinStart, TwinStarted, TwinWait } from './test-runner/commands.ts';
