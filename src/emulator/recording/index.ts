/** Recordings of connections: written as they happen, read, and checked. */
export type { RecordedClose, RecordedFrame, Recording, RecordingHeader, Side } from './format.ts';
export { recordingText } from './format.ts';
export { parseRecording, RecordingError } from './read-lines.ts';
export { readRecordings } from './read-recording.ts';
export type { RecordOptions } from './recording-folder.ts';
