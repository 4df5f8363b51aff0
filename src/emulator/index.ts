/** The local twin of the Live API: what a host starts in development and in tests. */
export { startLiveEmulator } from './emulator.ts';
export type { LiveEmulator } from './emulator.ts';
export type { EmulatorOptions } from './options.ts';
export type { Closing, EmulatorConnection } from './connection.ts';
export type { ReceivedAudio } from './traffic.ts';
export type { ReceivedKind, ReceivedMessage } from './received.ts';
export type { FunctionResponse } from './function-response.ts';
export { systemClock } from './clock.ts';
export type { EmulatorClock } from './clock.ts';
export { ManualClock } from './manual-clock.ts';
export { babble } from './babble.ts';
export type { Voice, VoiceWish } from './babble.ts';
export { defaultAnswer } from './script.ts';
export type { Answer, Delivery, ScriptedCall } from './answer.ts';
export type { Fault, FaultAction, Moment } from './fault.ts';
export type { AnswerFunction, Script, ScriptData } from './script.ts';
export type { Turn } from './turn.ts';
