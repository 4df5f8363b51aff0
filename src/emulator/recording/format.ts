import { isUtf8 } from 'node:buffer';
import type { Closing } from '../line/emulator-connection.ts';

/** What the first line of a recording says it is. */
export const FORMAT = 'gemini-live-recording';
/** Grows when old readers could not make sense of new recordings. */
export const FORMAT_VERSION = 1;

/** Who sent a frame, or ended the connection. */
export type Side = 'client' | 'server';

/** The first line. */
export interface RecordingHeader {
  readonly format: typeof FORMAT;
  readonly version: typeof FORMAT_VERSION;
  /** When the connection was opened, ISO 8601. */
  readonly date?: string;
  /** Path and query of the upgrade, the query's values blotted out. */
  readonly path?: string;
  /** As `setup` names it; absent when no `setup` came first. */
  readonly model?: string;
}

/** A frame as it was: byte for byte what `data` holds. */
export interface RecordedFrame {
  /** Since the connection was opened. */
  readonly ms: number;
  readonly from: Side;
  /** Whether it was a binary frame; a text frame otherwise. */
  readonly binary: boolean;
  readonly data: Buffer;
}

/** How the connection ended: always the last line. */
export interface RecordedClose {
  readonly ms: number;
  /** Who ended it. */
  readonly by: Side;
  readonly closing: Closing;
  /** Why the twin refused to go on; the service never tells. */
  readonly why?: string;
}

/** One connection from its beginning to its end. */
export interface Recording {
  readonly header: RecordingHeader;
  readonly frames: readonly RecordedFrame[];
  /** Absent when the recording breaks off. */
  readonly close?: RecordedClose;
  /** Where it came from, for messages about it. */
  readonly name?: string;
}

/**
 * The payload: `text` of a text frame, `binary` for a binary frame that holds UTF-8, `base64` for all other bytes, with
 * `text: true` beside it when they came in a text frame.
 */
const payload = ({ binary, data }: RecordedFrame): object => {
  if (!isUtf8(data)) return { base64: data.toString('base64'), ...(binary ? {} : { text: true }) };
  return binary ? { binary: data.toString('utf8') } : { text: data.toString('utf8') };
};

/** A line each, its newline included. */
export const headerLine = (header: RecordingHeader): string => `${JSON.stringify(header)}\n`;

export const frameLine = (frame: RecordedFrame): string =>
  `${JSON.stringify({ ms: frame.ms, from: frame.from, ...payload(frame) })}\n`;

export const closeLine = ({ ms, by, closing: { code, reason }, why }: RecordedClose): string =>
  `${JSON.stringify({ ms, close: { by, code, reason, ...(why === undefined ? {} : { why }) } })}\n`;

/** The whole recording as a file holds it. */
export const recordingText = ({ header, frames, close }: Recording): string =>
  [headerLine(header), ...frames.map(frameLine), ...(close ? [closeLine(close)] : [])].join('');
