/** What the page is told; both ends know these shapes. Times in ms since the opening, unless they say otherwise. */

/** What the page can filter by. A frame may be of several kinds. */
export type FrameKind =
  'setup' | 'audio' | 'video' | 'text' | 'tools' | 'transcript' | 'turn' | 'session' | 'usage' | 'other';

export type Direction = 'client' | 'server';

/** How much one side has sent. */
export interface Total {
  readonly frames: number;
  readonly bytes: number;
}

export interface ConnectionData {
  readonly id: number;
  readonly path: string;
  readonly origin?: string;
  /** ms since the epoch. */
  readonly openedAt: number;
  readonly model?: string;
  readonly totals: Readonly<Record<Direction, Total>>;
  readonly close?: {
    readonly ms: number;
    readonly by: Direction;
    readonly code: number;
    readonly reason: string;
    /** What the code stands for, in words. */
    readonly meaning: string;
  };
}

/** Event `connections`: those that are new or have changed, and those that are no longer kept. */
export interface ConnectionsMessage {
  readonly list: readonly ConnectionData[];
  readonly gone: readonly number[];
}

export interface FrameData {
  /** Of its connection, from 0. */
  readonly index: number;
  readonly ms: number;
  readonly from: Direction;
  readonly bytes: number;
  /** Where its audio begins in the track of its direction, and how long it is, s. */
  readonly start: number;
  readonly seconds: number;
  readonly kinds: readonly FrameKind[];
  readonly text: string;
  /** Nothing but audio: such frames are counted, not listed. */
  readonly onlyAudio: boolean;
}

/** A stretch of a track, s: where somebody speaks, or an answer. */
export interface SegmentData {
  readonly start: number;
  /** Absent while it goes on. */
  readonly end?: number | undefined;
}

/** What is new of the audio of one direction. */
export interface TrackData {
  /** Hz; 0 before the first frame. */
  readonly rate: number;
  /** Length of the whole track. */
  readonly seconds: number;
  readonly peaksPerSecond: number;
  /** Which peak the first of these is. */
  readonly from: number;
  /** Bytes in base64: the loudest sample of each stretch, 0…255. */
  readonly peaks: string;
  /** All that are kept, every time: those of the rows. */
  readonly segments: readonly SegmentData[];
}

/** Event `frames`. */
export interface FramesMessage {
  readonly connection: number;
  /** Frames that were left out because there were too many. */
  readonly skipped: number;
  readonly rows: readonly FrameData[];
  readonly tracks: Readonly<Record<Direction, TrackData>>;
}
